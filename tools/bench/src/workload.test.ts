import { IMDB_400 } from './step-models';
import { IMDB, makeWorkload, NSMC } from './workload';

const { batchSize, length, vocabularySize } = NSMC.sizes;
const workload = makeWorkload(NSMC, 50);

test('59% of the words are padding, all of it at the front', () => {
  const rows = 50 * batchSize;
  expect(workload.x).toHaveLength(rows * length);
  expect(workload.y).toHaveLength(rows);
  let padding = 0;
  for (let row = 0; row < rows; row++) {
    const words = workload.x.subarray(row * length, (row + 1) * length);
    const first = words.findIndex((word) => word !== 0);
    const padded = first === -1 ? length : first;
    expect(words.subarray(padded)).not.toContain(0);
    padding += padded;
  }
  expect(padding / workload.x.length).toBeCloseTo(0.59, 2);
});

test('word ids are in the vocabulary and log-uniform', () => {
  const words = workload.x.filter((word) => word !== 0);
  expect(Math.min(...words)).toBe(1);
  expect(Math.max(...words)).toBeLessThan(vocabularySize);
  const share = words.filter((word) => word < Math.sqrt(vocabularySize)).length / words.length;
  expect(share).toBeCloseTo(0.5, 1);
});

test('both labels occur', () => {
  expect(new Set(workload.y)).toEqual(new Set([0, 1]));
});

test('long reviews have both labels too', () => {
  const { y } = makeWorkload(IMDB_400, 20);
  expect(y.reduce((sum, label) => sum + label) / y.length).toBeCloseTo(0.5, 1);
});

test('the seed determines every review', () => {
  expect(makeWorkload(NSMC, 1, 1)).toEqual(makeWorkload(NSMC, 1, 1));
  expect(makeWorkload(NSMC, 1, 1).x).not.toEqual(makeWorkload(NSMC, 1, 2).x);
});

test.each([NSMC, IMDB])('$name has a count for every length, 1000 reviews in all', ({ sizes, lengths }) => {
  expect(lengths).toHaveLength(sizes.length + 1);
  expect(lengths.reduce((sum, count) => sum + count)).toBe(1000);
});
