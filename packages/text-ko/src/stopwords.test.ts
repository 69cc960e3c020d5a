import { UserError } from '@rnn-lab/errors';
import * as fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../test/temporary-folder';
import { TextError } from './errors';
import { DEFAULT_STOPWORDS, readStopwords } from './stopwords';

const folder = temporaryFolder();

function write(content: string | Uint8Array): string {
  const file = join(folder, 'stopwords.txt');
  writeFileSync(file, content);
  return file;
}

describe('DEFAULT_STOPWORDS', () => {
  it('is the list of the notebook', () => {
    expect(DEFAULT_STOPWORDS.join(' ')).toBe('의 가 이 은 들 는 좀 잘 걍 과 도 를 으로 자 에 와 한 하다');
  });
});

describe('readStopwords', () => {
  it('reads one word per line', async () => {
    await expect(readStopwords(write('영화\n하다\n'))).resolves.toEqual(['영화', '하다']);
    await expect(readStopwords(write('영화\n하다'))).resolves.toEqual(['영화', '하다']);
  });

  it('accepts the line ends and the byte order mark of Windows, and skips empty lines', async () => {
    await expect(readStopwords(write('\uFEFF영화\r\n\r\n  하다 \r\n'))).resolves.toEqual(['영화', '하다']);
    await expect(readStopwords(write(''))).resolves.toEqual([]);
  });

  it('composes decomposed Hangul', async () => {
    const words = ['영화', '재미있다', 'ㅋㅋ'];
    await expect(readStopwords(write(words.join('\n').normalize('NFD')))).resolves.toEqual(words);
    await expect(readStopwords(write('ﾻﾻ\n'))).resolves.toEqual(['ㅋㅋ']);
  });

  it.each([
    [
      'bytes of another encoding',
      Buffer.concat([Buffer.from('영화\n하다\n'), Buffer.from([0xc0, 0xcc, 0x0a])]),
      3,
      'not-utf8',
      'UTF-8',
    ],
    ['two words in a line', '영화\n정말 진짜\n', 2, 'malformed-file', '"정말 진짜" is not one word'],
    [
      'a binary file',
      Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0]),
      1,
      'malformed-file',
      'is not one word',
    ],
  ])('refuses %s and names the line', async (_, content, line, code, what) => {
    const file = write(content);
    const error = await readStopwords(file).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ code, values: { line } });
    expect((error as Error).message).toContain(`${file}, line ${line}: `);
    expect((error as Error).message).toContain(what);
  });

  it('refuses a missing file, and a folder', async () => {
    for (const path of [join(folder, 'missing.txt'), folder]) {
      await expect(readStopwords(path)).rejects.toThrow(TextError);
      await expect(readStopwords(path)).rejects.toThrow(path);
    }
  });

  it('reads or refuses any bytes', async () => {
    const bytes = fc.uint8Array({ maxLength: 40 });
    const words = fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text));
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, words), async (content) => {
        const result = await readStopwords(write(content)).catch((error: unknown) => error);
        if (Array.isArray(result)) expect(result.every((word: string) => /^\S+$/.test(word))).toBe(true);
        else expect(['not-utf8', 'malformed-file']).toContain((result as UserError).code);
      }),
    );
  });
});
