import { UserError } from '@rnn-lab/errors';
import fc from 'fast-check';

import { decodeUtf8, utf8Lines } from './utf8';

async function* chunksOf(...chunks: Uint8Array[]) {
  yield* chunks;
}

/** The lines of the chunks, and the message of the error that ends them. */
async function read(...chunks: Uint8Array[]) {
  const lines: string[] = [];
  try {
    for await (const some of utf8Lines(chunksOf(...chunks), 'stdin')) lines.push(...some);
    return { lines, error: null };
  } catch (error) {
    return { lines, error: error as UserError };
  }
}

const lines = async (text: string) => (await read(Buffer.from(text))).lines;

test('splits lines, with or without a last line end', async () => {
  expect(await lines('')).toEqual([]);
  expect(await lines('좋다')).toEqual(['좋다']);
  expect(await lines('좋다\n')).toEqual(['좋다']);
  expect(await lines('좋다\n\n별로\n\n')).toEqual(['좋다', '', '별로', '']);
});

test('drops a byte order mark, and splits at every kind of line end', async () => {
  expect(await lines('\uFEFF좋다\r\n별로\r\n')).toEqual(['좋다', '별로']);
  expect(await lines('좋다\n\uFEFF별로\r')).toEqual(['좋다', '\uFEFF별로']);
  expect(await lines('좋다\r별로\r\r지루')).toEqual(['좋다', '별로', '', '지루']);
  expect(decodeUtf8(Buffer.from('\uFEFF좋다\r\n별로\r지루'), 'stdin')).toBe('좋다\n별로\n지루');
});

test('yields lines before the stream ends', async () => {
  const stream = utf8Lines(chunksOf(Buffer.from('좋다\n별로\n지'), Buffer.from('루\n')), 'stdin');
  expect(await stream.next()).toEqual({ done: false, value: ['좋다', '별로'] });
  expect(await stream.next()).toEqual({ done: false, value: ['지루'] });
});

test('yields the same lines for any chunks', async () => {
  const text = fc
    .array(fc.constantFrom('좋다', 'a', '😀', '\n', '\r\n', '\r', '\uFEFF', 'ㅋ'))
    .map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat(60)), async (text, cuts) => {
      const bytes = Buffer.from(text);
      const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length].sort(
        (a, b) => a - b,
      );
      const chunks = places.slice(1).map((end, i) => bytes.subarray(places[i], end));
      const expected = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
      if (expected.at(-1) === '') expected.pop();
      const { lines, error } = await read(...chunks);
      expect(error).toBeNull();
      expect(lines).toEqual(expected);
    }),
  );
});

test.each([
  ['CP949', 1, [], Buffer.from([0xc0, 0xe7, 0xb9, 0xcc, 0xc0, 0xd6, 0xb4, 0xd9, 0x0a])],
  ['UTF-16', 1, [], Buffer.from('\uFEFF재미있다\n최악이다\n', 'utf16le')],
  ['half a character at the end', 2, ['좋다'], Buffer.from('좋다\n별로').subarray(0, -1)],
  [
    'one wrong byte',
    3,
    ['좋다', '별로'],
    Buffer.concat([Buffer.from('좋다\n별로\n지'), Buffer.of(0xff), Buffer.from('루\n끝')]),
  ],
])('refuses %s, and names the line', async (_, line, before, bytes) => {
  for (const size of [1, 2, 5, bytes.length]) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    );
    const { lines, error } = await read(...chunks);
    expect(lines).toEqual(before);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ code: 'not-utf8', values: { location: 'stdin', line } });
    expect(error?.message).toBe(
      `stdin, line ${line}: this is not UTF-8 text: save it as UTF-8, or convert it with iconv.`,
    );
  }
});

test('reads a line of 128 MB in 2,000 chunks', async () => {
  const chunks = Array<Uint8Array>(2_000).fill(Buffer.alloc(64 * 1024, 'a'));
  const { lines } = await read(...chunks);
  expect(lines.map(({ length }) => length)).toEqual([2_000 * 64 * 1024]);
});

test('decodes a buffer without its byte order mark, or refuses it and names the line', () => {
  expect(decodeUtf8(Buffer.from('좋다\n별로'), 'It')).toBe('좋다\n별로');
  expect(decodeUtf8(Buffer.from('\uFEFF좋다'), 'It')).toBe('좋다');
  const wrong = Buffer.concat([Buffer.from('좋다\n별로\n지'), Buffer.of(0xff)]);
  expect(() => decodeUtf8(wrong, 'It')).toThrow('It, line 3: this is not UTF-8 text');
  expect(() => decodeUtf8(wrong.subarray(-1), 'It')).toThrow('It, line 1: this is not UTF-8 text');
});
