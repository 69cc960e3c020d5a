import { RandomState } from '@rnn-lab/random';
import { NgramTable, shardOf } from './ngram-table';

/** Pairs by row: few of them frequent, many rare, enough for the table to grow several times. */
function pairsByRow(): [number, number][][] {
  const random = new RandomState(0);
  const id = () => 1 + Math.floor(400 * random.rand() ** 3);
  return Array.from({ length: 500 }, () => Array.from({ length: 100 }, () => [id(), id()]));
}

test('counts in how many rows each pair is, and numbers the frequent ones, the most frequent first', () => {
  const table = new NgramTable();
  const rowsOf = new Map<string, Set<number>>();
  pairsByRow().forEach((pairs, row) => {
    for (const [first, second] of pairs) {
      table.count(first, second, row);
      const key = `${first} ${second}`;
      rowsOf.set(key, (rowsOf.get(key) ?? new Set()).add(row));
    }
  });
  expect(rowsOf.size).toBeGreaterThan(10_000);

  const counts = table.number(3);
  const frequent = [...rowsOf].filter(([, rows]) => rows.size >= 3);
  expect(counts).toHaveLength(frequent.length);
  expect([...counts]).toEqual([...counts].sort((a, b) => b - a));
  for (const [key, rows] of rowsOf) {
    const [first, second] = key.split(' ').map(Number);
    const number = table.numberOf(first, second);
    if (rows.size < 3) expect(number).toBe(-1);
    else expect(counts[number]).toBe(rows.size);
  }
  expect(
    new Set(frequent.map(([key]) => table.numberOf(...(key.split(' ').map(Number) as [number, number]))))
      .size,
  ).toBe(frequent.length);
  expect(table.numberOf(999, 999)).toBe(-1);
});

test('an empty table has no pair', () => {
  const table = new NgramTable();
  expect(table.number(1)).toHaveLength(0);
  expect(table.numberOf(1, 1)).toBe(-1);
});

test('every pair is in one shard, and the shards are about equally large', () => {
  const sizes = [0, 0, 0];
  for (let first = 1; first <= 100; first++) {
    for (let second = 1; second <= 100; second++) sizes[shardOf(first, second, 3)]++;
  }
  expect(sizes.reduce((a, b) => a + b)).toBe(10_000);
  for (const size of sizes) expect(Math.abs(size - 10_000 / 3)).toBeLessThan(300);
  expect(shardOf(5, 6, 1)).toBe(0);
});
