import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';

/** In the runs folder. Its name begins with a dot, so it isn't a run. */
const FOLDER = '.reports';
const REPORTER_FILE = 'reporter';
const UNSENT_FOLDER = 'unsent';

/** Which runs of a folder a dashboard doesn't have completely: a worker that was ended leaves them to the next one. */
export class UnsentRuns {
  readonly #folder: string;

  constructor(private readonly runsDir: string) {
    this.#folder = join(runsDir, FOLDER, UNSENT_FOLDER);
    mkdirSync(this.#folder, { recursive: true });
  }

  /** Identifies this folder to dashboards: nobody else can report its runs. */
  reporter(): string {
    const file = join(this.runsDir, FOLDER, REPORTER_FILE);
    try {
      writeFileSync(file, randomUUID(), { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    return readFileSync(file, 'utf8');
  }

  ids(): string[] {
    return readdirSync(this.#folder);
  }

  add(id: string): void {
    writeFileSync(join(this.#folder, id), '');
  }

  remove(id: string): void {
    rmSync(join(this.#folder, id), { force: true });
  }
}
