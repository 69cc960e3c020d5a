import AdmZip from 'adm-zip';

import { DataError } from './errors';

/** Several times the size of the largest array of a data set here. */
const MAX_ARRAY_BYTES = 64 * 2 ** 20;

/**
 * The NPY files of the named arrays in an NPZ archive (NumPy's `savez`), verified by CRC-32.
 *
 * @param location what errors call the archive
 * @throws DataError `malformed-file` if the archive is damaged or not an archive, or an array is missing or too large
 */
export function readNpz<Name extends string>(
  content: Buffer,
  location: string,
  names: readonly Name[],
): Record<Name, Buffer> {
  const entries = unzip(location, () => new AdmZip(content).getEntries());
  const read = (name: Name) => {
    const entry = entries.find(({ entryName }) => entryName === `${name}.npy`);
    if (!entry) {
      throw unreadable(location, `it has no array ${name}`);
    }
    const place = `${location}, array ${name}`;
    if (entry.header.size > MAX_ARRAY_BYTES) {
      throw unreadable(place, `it claims ${entry.header.size} bytes, above the ${MAX_ARRAY_BYTES} allowed`);
    }
    return unzip(place, () => entry.getData());
  };
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, Buffer>;
}

/** @param place the archive, and the array if the error is about one */
export function unreadable(place: string, what: string): DataError {
  return new DataError(
    'malformed-file',
    `${place}: ${what}: put the official file there, or remove it to have it downloaded.`,
    { file: place },
  );
}

function unzip<Result>(place: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw unreadable(place, `it can't be unzipped (${(error as Error).message})`);
  }
}
