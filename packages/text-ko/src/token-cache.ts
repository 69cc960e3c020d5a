import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isUint32Array } from 'node:util/types';
import { deserialize, serialize } from 'node:v8';
import { refusal } from './errors';
import type { TokenTable } from './token-table';

const HASH_BYTES = 32;

interface Entry extends TokenTable {
  readonly key: string;
}

/**
 * Tokens on disk: one file per key, a SHA-256 followed by the content that it covers.
 *
 * Files are published atomically, and one that was damaged later fails its hash. Processes that write the same key at
 * once replace each other's equal files.
 */
export class TokenCache {
  private constructor(private readonly folder: string) {}

  /** @throws TextError `no-cache-folder` if the folder can't be created */
  static async open(cacheDir: string): Promise<TokenCache> {
    const folder = join(cacheDir, 'tokens');
    await mkdir(folder, { recursive: true }).catch((error: Error) => {
      throw refusal(
        error,
        'no-cache-folder',
        (reason) =>
          `The tokens aren't cached, because the folder ${folder} can't be created (${reason}); choose another cache folder.`,
        { folder },
      );
    });
    return new TokenCache(folder);
  }

  /** The tokens cached for this key; undefined if there are none, or the file is damaged. */
  async read(key: string): Promise<TokenTable | undefined> {
    const file = await readRegularFile(this.file(key)).catch(() => undefined);
    if (!file || !sha256(file.subarray(HASH_BYTES)).equals(file.subarray(0, HASH_BYTES))) return undefined;
    const entry = toEntry(file.subarray(HASH_BYTES));
    if (entry?.key !== key) return undefined;
    const { words, lengths, ids } = entry;
    return { words, lengths, ids };
  }

  /** @throws TextError `unwritable-file`; no part of the file is left */
  async write(key: string, table: TokenTable): Promise<void> {
    const content = serialize({ ...table, key } satisfies Entry);
    const file = this.file(key);
    const temporary = `${file}.${randomBytes(4).toString('hex')}.tmp`;
    try {
      await writeFile(temporary, Buffer.concat([sha256(content), content]));
      await rename(temporary, file);
    } catch (error) {
      await rm(temporary, { force: true });
      throw refusal(
        error,
        'unwritable-file',
        (reason) =>
          `The tokens aren't cached, because ${file} can't be written (${reason}); free some space, or choose another cache folder.`,
        { file },
      );
    }
  }

  private file(key: string): string {
    return join(this.folder, `${key}.tokens`);
  }
}

/** Undefined if the content, whose hash is right, is not one that `write` writes. */
function toEntry(content: Uint8Array): Entry | undefined {
  try {
    const entry: unknown = deserialize(content);
    return isEntry(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { key, words, lengths, ids } = value as Partial<Entry>;
  return (
    typeof key === 'string' &&
    Array.isArray(words) &&
    words.every((word) => typeof word === 'string') &&
    isUint32Array(lengths) &&
    isUint32Array(ids) &&
    ids.every((id) => id < words.length) &&
    lengths.reduce((sum, length) => sum + length, 0) === ids.length
  );
}

/** The content of a file; undefined for a named pipe or a device, which could block or never end. */
async function readRegularFile(path: string): Promise<Buffer | undefined> {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    return (await handle.stat()).isFile() ? await handle.readFile() : undefined;
  } finally {
    await handle.close();
  }
}

function sha256(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}
