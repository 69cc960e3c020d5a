import { readFile } from 'node:fs/promises';

import { DataError } from './errors';

/** @throws DataError where there is such a file, but it can't be read */
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
