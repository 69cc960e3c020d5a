import { readFile } from 'node:fs/promises';

import { DataError } from './errors';

/**
 * The content of a file; undefined if there is none.
 *
 * @throws DataError `unreadable-file` {file, errno, reason}
 */
export async function readIfThere(location: string): Promise<Buffer | undefined> {
  try {
    return await readFile(location);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return undefined;
    }
    throw new DataError(
      'unreadable-file',
      `${location} can't be read (${message}).`,
      { file: location, errno: code ?? '', reason: message },
      { cause: error },
    );
  }
}
