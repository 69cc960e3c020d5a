import * as fc from 'fast-check';
import { ngramBags } from './ngram-bags';

const OPTIONS = { lengths: [2, 3], tableSize: 1000, bagSize: 8 } as const;
const bag = (bags: Float32Array, id: number) => [...bags.subarray(id * 8, (id + 1) * 8)];
const rowsOf = (word: string) => bag(ngramBags([word], 2, OPTIONS), 1).filter((row) => row > 0);

it('hashes the pairs and triples of a word between < and > by FNV-1a', () => {
  // <a> has <a, <a> and a>. The 32-bit FNV-1a of the bytes 3c 00 61 00 is 0x4d0d82da, by the published algorithm.
  const hash = [0x3c, 0, 0x61, 0].reduce(
    (sum, byte) => Number(((BigInt(sum ^ byte) & 0xffffffffn) * 0x01000193n) & 0xffffffffn),
    0x811c9dc5,
  );
  const rows = rowsOf('a');
  expect(rows).toHaveLength(3);
  expect(rows[0]).toBe(1 + (hash % 999));
});

it('gives padding, and ids without a word, no n-gram', () => {
  const bags = ngramBags(['영화', '재미'], 5, OPTIONS);
  expect(bags).toHaveLength(5 * 8);
  for (const id of [0, 3, 4]) expect(bag(bags, id)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  expect(bag(bags, 1)).not.toEqual(bag(bags, 2));
});

it('leaves out words beyond the ids, and n-grams beyond the bag', () => {
  const bags = ngramBags(['영화', '재미', '가나다라마바사아자차'], 2, OPTIONS);
  expect(bags).toHaveLength(2 * 8);
  expect(rowsOf('가나다라마바사아자차')).toHaveLength(8);
});

it('counts an n-gram once: laughter of any length has the same', () => {
  expect(rowsOf('ㅋㅋㅋㅋㅋㅋㅋㅋㅋ')).toEqual(rowsOf('ㅋㅋㅋㅋ'));
});

it('shares the n-grams of words that look alike, and stays within the table', () => {
  expect(rowsOf('영화관').filter((row) => rowsOf('영화').includes(row))).not.toEqual([]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (word) => {
      const rows = rowsOf(word);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(row > 0 && row < 1000 && Number.isInteger(row)).toBe(true);
    }),
  );
});
