import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { STOP_FILE } from './files';
import { ignoringErrors } from './ignoring-errors';

/** The file `stop` of a run in progress, with which the dashboard asks for its end. */
export class StopFile {
  readonly #path: string;

  /**
   * @param directory the run's
   * @param onStop called once, when the file is found
   */
  constructor(
    directory: string,
    private onStop: (() => void) | undefined,
  ) {
    this.#path = join(directory, STOP_FILE);
  }

  look(): void {
    if (!existsSync(this.#path)) return;
    this.onStop?.();
    this.onStop = undefined;
    // In a folder that can't be written it stays, and asks for nothing more.
    ignoringErrors(() => rmSync(this.#path, { force: true, recursive: true }));
  }
}
