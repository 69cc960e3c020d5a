import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { TextError } from './errors';
import type { TokenTable } from './token-table';

const HASH_BYTES = 32;

interface Entry extends TokenTable {
  readonly key: string;
}

/**
 * Tokens on disk: a file for each key, of a SHA-256 and what it is the hash of.
 *
 * A file appears as a whole, and one that was damaged later does not pass its hash, so that what is read is what was
 * written. Processes that write the same key at once replace each other's equal files.
 */
export class TokenCache {
  private constructor(private readonly folder: string) {}

  /** @throws {TextError} when the folder cannot be made. */
  static async open(cacheDir: string): Promise<TokenCache> {
    const folder = join(cacheDir, 'tokens');
    await mkdir(folder, { recursive: true }).catch((error: Error) => {
      const sentence = `The cache folder ${folder} cannot be made: ${error.message}. Choose another one.`;
      throw new TextError(sentence, { cause: error });
    });
    return new TokenCache(folder);
  }

  /** The tokens of this key, undefined when the cache does not have them, or has a damaged file. */
  async read(key: string): Promise<TokenTable | undefined> {
    const file = await readFile(this.file(key)).catch(() => undefined);
    if (!file || !sha256(file.subarray(HASH_BYTES)).equals(file.subarray(0, HASH_BYTES))) return undefined;
    const { key: ownKey, ...table } = deserialize(file.subarray(HASH_BYTES)) as Entry;
    return ownKey === key ? table : undefined;
  }

  /** @throws {TextError} when the file cannot be written; nothing of it stays then. */
  async write(key: string, table: TokenTable): Promise<void> {
    const content = serialize({ ...table, key } satisfies Entry);
    const file = this.file(key);
    const temporary = `${file}.${randomBytes(4).toString('hex')}.tmp`;
    try {
      await writeFile(temporary, Buffer.concat([sha256(content), content]));
      await rename(temporary, file);
    } catch (error) {
      await rm(temporary, { force: true });
      throw new TextError(
        `The tokens cannot be kept in ${file}: ${(error as Error).message}. Free some space, or choose another cache folder.`,
        { cause: error },
      );
    }
  }

  private file(key: string): string {
    return join(this.folder, `${key}.tokens`);
  }
}

function sha256(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}
