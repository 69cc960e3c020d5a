import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

import { DataError } from './errors';
import type { DataFile } from './files';

/** The official files; this package ships them compressed (see nsmc/SOURCE.md). */
export const NSMC_FILES = {
  train: {
    path: 'nsmc/ratings_train.txt',
    bytes: 14_628_807,
    sha256: 'e03b7d14e9e41be8d464a28057cd25d7396c53e67aa7fd5f7e552c59b0ee2940',
  },
  test: {
    path: 'nsmc/ratings_test.txt',
    bytes: 4_893_335,
    sha256: '8ac9f64052f11dbf6ae0acb5e038f03d90a76f0eda7820cfb3a92d02edfcebda',
  },
} as const satisfies Record<string, DataFile>;

/** The path of the copy that ships with this package. */
export function shippedNsmc(split: keyof typeof NSMC_FILES): string {
  return join(__dirname, '..', `${NSMC_FILES[split].path}.br`);
}

/**
 * The content of the copy that ships with this package.
 *
 * @throws DataError `unreadable-file` {file} if it is missing or damaged
 */
export async function readShippedNsmc(split: keyof typeof NSMC_FILES): Promise<Buffer> {
  const location = shippedNsmc(split);
  try {
    return await promisify(brotliDecompress)(await readFile(location));
  } catch (error) {
    throw new DataError(
      'unreadable-file',
      `${location} can't be read (${(error as Error).message}): restore it from the repository.`,
      { file: location },
      { cause: error },
    );
  }
}
