import * as fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { temporaryFolder } from '../test/temporary-folder';
import { TokenCache } from './token-cache';
import { toTokenTable } from './token-table';
import type { TokenTable } from './token-table';

const folder = temporaryFolder();
const table = toTokenTable([['영화', '재미'], [], ['영화']]);
const file = (key: string) => join(folder, 'tokens', `${key}.tokens`);

let cache: TokenCache;
beforeAll(async () => {
  cache = await TokenCache.open(folder);
});

describe('TokenCache', () => {
  it('returns the tokens that were written under a key', async () => {
    await cache.write('a', table);
    await expect(cache.read('a')).resolves.toEqual(table);
    await expect(cache.read('b')).resolves.toBeUndefined();
    expect(readdirSync(join(folder, 'tokens'))).toEqual(['a.tokens']);
  });

  it('ignores a file that is cut, longer or altered', async () => {
    await cache.write('a', table);
    const whole = readFileSync(file('a'));
    const damages = fc.oneof(
      fc.nat(whole.length - 1).map((length) => whole.subarray(0, length)),
      fc.uint8Array({ minLength: 1 }).map((more) => Buffer.concat([whole, more])),
      fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([place, bits]) => {
        const altered = Buffer.from(whole);
        altered[place] ^= bits;
        return altered;
      }),
    );
    await fc.assert(
      fc.asyncProperty(damages, async (content) => {
        writeFileSync(file('a'), content);
        await expect(cache.read('a')).resolves.toBeUndefined();
      }),
    );
    await cache.write('a', table);
    await expect(cache.read('a')).resolves.toEqual(table);
  });

  it('ignores a file with other content and its hash', async () => {
    await cache.write('a', table);
    const { key, words, lengths, ids } = deserialize(readFileSync(file('a')).subarray(32)) as TokenTable & {
      key: string;
    };
    const others: unknown[] = [
      'text',
      null,
      { key, words, lengths },
      { key, words: ['영화', 1], lengths, ids },
      { key, words: words.slice(1), lengths, ids },
      { key, words, lengths: lengths.subarray(1), ids },
      { key, words, lengths: [...lengths], ids },
      { key, words, lengths, ids: Float64Array.from(ids) },
    ];
    for (const content of [Buffer.from('text'), ...others.map(serialize)]) {
      writeFileSync(file('a'), Buffer.concat([createHash('sha256').update(content).digest(), content]));
      await expect(cache.read('a')).resolves.toBeUndefined();
    }
    await cache.write('a', table);
    await expect(cache.read('a')).resolves.toEqual(table);
  });

  (process.platform === 'win32' ? it.skip : it)('ignores a named pipe, and replaces it', async () => {
    execFileSync('mkfifo', [file('pipe')]);
    await expect(cache.read('pipe')).resolves.toBeUndefined();
    await cache.write('pipe', table);
    await expect(cache.read('pipe')).resolves.toEqual(table);
    rmSync(file('pipe'));
  });

  it('ignores a file of another key', async () => {
    await cache.write('a', table);
    renameSync(file('a'), file('c'));
    await expect(cache.read('c')).resolves.toBeUndefined();
    rmSync(file('c'));
  });

  it('leaves nothing after a failed write', async () => {
    mkdirSync(join(file('d'), 'in the way'), { recursive: true });
    await expect(cache.write('d', table)).rejects.toMatchObject({
      name: 'TextError',
      code: 'unwritable-file',
      values: { file: file('d'), errno: 'EISDIR' },
    });
    await expect(cache.write('d', table)).rejects.toThrow(
      /aren't cached, because .*d\.tokens can't be written/,
    );
    expect(readdirSync(join(folder, 'tokens')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    rmSync(file('d'), { recursive: true });
  });

  it('refuses a folder below a plain file', async () => {
    const plain = join(folder, 'plain');
    writeFileSync(plain, '');
    await expect(TokenCache.open(plain)).rejects.toMatchObject({
      name: 'TextError',
      code: 'no-cache-folder',
      values: { folder: join(plain, 'tokens'), errno: 'ENOTDIR' },
    });
    await expect(TokenCache.open(plain)).rejects.toThrow("plain/tokens can't be created");
  });
});
