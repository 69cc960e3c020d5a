import { closeSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RunsError, tryLock } from '@rnn-lab/runs';
import { UsageError } from '../errors';
import type { Variant } from './variants';

/** In the runs folder. Its name begins with a dot, so it isn't a run. */
const SWEEPS_FOLDER = '.sweeps';
const FILE = 'sweep.json';

/** sweep.json: what a sweep trains. How far it is, its runs tell. */
export interface SweepFile {
  schemaVersion: 1;
  /** Also the tag of its runs. */
  name: string;
  experiment: string;
  /** Typed again, it continues the sweep. */
  command: string;
  variants: readonly Variant[];
  seeds: readonly number[];
  /** Epochs of the last rung of successive halving; null without it. */
  budget: number | null;
}

/**
 * Writes `.sweeps/<name>/sweep.json` in the runs folder, and locks the sweep: two processes would train its runs twice.
 *
 * @returns the function that releases the lock; the system does too, when the process dies
 * @throws UsageError if another process runs the sweep, or the name is that of another experiment's sweep
 * @throws RunsError `unwritable-folder`
 */
export function openSweep(runsDir: string, sweep: SweepFile): () => void {
  const folder = join(runsDir, SWEEPS_FOLDER, sweep.name);
  let lock: number | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    lock = openSync(join(folder, 'lock'), 'a');
    if (tryLock(lock, 'exclusive') === false) {
      throw new UsageError(
        `Another process runs the sweep ${sweep.name}; wait until it ends, or choose another --name.`,
      );
    }
    const other = experimentOf(join(folder, FILE));
    if (other !== undefined && other !== sweep.experiment) {
      throw new UsageError(`The sweep ${sweep.name} is one of ${other}; choose another --name.`);
    }
    const temporary = join(folder, `.${FILE}.tmp`);
    writeFileSync(temporary, `${JSON.stringify(sweep, null, 2)}\n`);
    renameSync(temporary, join(folder, FILE));
  } catch (error) {
    if (lock !== undefined) closeSync(lock);
    if (error instanceof UsageError) throw error;
    throw new RunsError(
      'unwritable-folder',
      `Can't write the sweep to ${folder}: ${(error as Error).message}.`,
      { folder },
      { cause: error },
    );
  }
  const descriptor = lock;
  return () => closeSync(descriptor);
}

/** undefined if there is no such sweep, or its file is damaged; it is then replaced. */
function experimentOf(file: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as SweepFile).experiment;
  } catch {
    return undefined;
  }
}
