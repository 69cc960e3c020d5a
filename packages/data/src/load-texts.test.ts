import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'iconv-lite';
import { temporaryFolder } from '../test/temporary-folder';
import { loadTexts } from './load-texts';

const folder = temporaryFolder();

function write(name: string, content: string | Buffer): string {
  const file = join(folder.path, name);
  writeFileSync(file, content);
  return file;
}

test.each<[string, string | Buffer]>([
  ['texts.txt', '좋다\r\n\r\nbad, "really"\n'],
  ['texts', encode('좋다\r\n\r\nbad, "really"', 'utf-16le', { addBOM: true })],
])('reads every line of %s', async (name, content) => {
  expect(await loadTexts(write(name, content))).toEqual([
    { text: '좋다', line: 1 },
    { text: '', line: 2 },
    { text: 'bad, "really"', line: 3 },
  ]);
});

test('reads a column that is named or found by its name', async () => {
  const file = write('reviews.csv', 'id,review,note\n1,"a\nb",x\n2,,y\n');
  expect(await loadTexts(file)).toEqual([
    { text: 'a\nb', line: 3 },
    { text: '', line: 4 },
  ]);
  expect((await loadTexts(file, { textColumn: 'note' })).map(({ text }) => text)).toEqual(['x', 'y']);
  const lines = write('reviews.jsonl', '{"리뷰":"좋다"}\n{"other":1}\n');
  expect((await loadTexts(lines)).map(({ text }) => text)).toEqual(['좋다', '']);
});

test('reads a table of any name if a column is named, and CP949 on request', async () => {
  const file = write('reviews.txt', encode('리뷰;점수\n좋다;5\n', 'cp949'));
  expect(await loadTexts(file, { textColumn: '리뷰', encoding: 'cp949' })).toEqual([
    { text: '좋다', line: 2 },
  ]);
});

test.each<[string, string | Buffer, string, string]>([
  ['texts.txt', Buffer.from([0x61, 0x0a, 0xff]), 'wrong-encoding', 'texts.txt, line 2: '],
  ['texts.csv', 'a,b\n1,2\n', 'no-column', 'name the text column'],
  ['texts.csv', '', 'empty-file', 'texts.csv is empty'],
])('refuses %s with %j', async (name, content, code, message) => {
  await expect(loadTexts(write(name, content))).rejects.toMatchObject({
    code,
    message: expect.stringContaining(message),
  });
});

test('refuses a missing file', async () => {
  await expect(loadTexts(join(folder.path, 'none.txt'))).rejects.toMatchObject({ code: 'missing-file' });
});
