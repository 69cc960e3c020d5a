import { closeSync, constants, fstatSync, writeSync } from 'node:fs';
import { isMissing, readError } from './errors';
import { CONSOLE_FILE } from './files';
import { openToWrite, readInRun } from './open-file';

/** Bytes after which nothing more is appended. */
const MOST_BYTES = 4 * 2 ** 20;
/** Bytes that are read: the last text can pass the limit. */
const MOST_READ = 2 * MOST_BYTES;
const CUT = '(The rest is missing, because this file has reached 4 MiB.)';

const { O_WRONLY, O_APPEND, O_CREAT } = constants;

/** console.log: the lines that the command printed, without progress bars. */
export class ConsoleLog {
  /** @param directory the run's folder */
  constructor(private readonly directory: string) {}

  /** @throws a system error */
  create(): void {
    closeSync(openToWrite(this.directory, CONSOLE_FILE, O_WRONLY | O_APPEND | O_CREAT));
  }

  /**
   * Appends a line, or a text of several. After 4 MiB, a last line says that the rest is missing. Does nothing if the file was
   * deleted: it must not come back while someone deletes the run's folder.
   *
   * @throws a system error
   */
  append(text: string): void {
    try {
      this.#append(text);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  #append(text: string): void {
    const descriptor = openToWrite(this.directory, CONSOLE_FILE, O_WRONLY | O_APPEND);
    try {
      const { size } = fstatSync(descriptor);
      if (size >= MOST_BYTES) return;
      const isLast = size + Buffer.byteLength(text) + 1 >= MOST_BYTES;
      writeSync(descriptor, `${text}\n${isLast ? `${CUT}\n` : ''}`);
    } finally {
      closeSync(descriptor);
    }
  }
}

/**
 * What a run's command has printed; empty if nothing was kept.
 *
 * @throws RunsError if the file can't be read
 */
export async function readConsole(directory: string): Promise<string> {
  try {
    return (await readInRun(directory, CONSOLE_FILE, MOST_READ)).toString();
  } catch (error) {
    if (isMissing(error)) return '';
    throw readError(CONSOLE_FILE, error);
  }
}
