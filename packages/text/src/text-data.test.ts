import { encodeSequences } from './encode-sequences';
import { textData } from './text-data';
import { TextPipeline } from './text-pipeline';

const options = { splitter: 'word', numWords: 4, maxLength: 3 } as const;
const TRAIN = ['a b c', 'a b c', 'a b c a d', 'a'];
const TEST = ['a b c a b D', 'd e', 'd', '', 'a e b e c'];

async function fitted() {
  const { pipeline, encoded } = await TextPipeline.fitEncode(TRAIN, options, { workers: 1 });
  return { pipeline, train: encoded, test: await pipeline.encode(TEST) };
}

it('counts classes, tokens, and what the model does not read', async () => {
  const { train, test } = await fitted();
  const data = textData({
    train: { texts: train, labels: [0, 1, 1, 1] },
    test: { texts: test, labels: [2, 0, 0, 1, 1] },
  });
  expect(data).toMatchObject({ kind: 'text', maxLength: 3 });
  expect(data.splits.train).toEqual({
    classes: [1, 3, 0],
    texts: 4,
    tokens: 12,
    unknown: 1,
    cut: 1,
    cutTexts: 1,
    lengths: { width: 1, counts: [0, 1, 0, 2, 0, 1], longer: 0, longest: 5 },
    unknownTokens: [{ token: 'd', count: 1 }],
  });
  expect(data.splits.test).toMatchObject({
    classes: [2, 2, 1],
    tokens: 14,
    unknown: 6,
    cut: 2,
    cutTexts: 1,
    // D is d; of equals, the first.
    unknownTokens: [
      { token: 'd', count: 3 },
      { token: 'e', count: 3 },
    ],
  });
  expect(data.splits).not.toHaveProperty('validation');
  expect([...test.coverage.lengths]).toEqual([6, 2, 1, 0, 5]);
  expect([...test.coverage.unknowns]).toEqual([1, 2, 1, 0, 2]);
});

it('counts every text once in 40 bins, however long a few are', () => {
  const texts = Array.from({ length: 1000 }, (_, i) =>
    new Array<number>(i === 999 ? 50_000 : 1 + (i % 200)).fill(9),
  );
  const encoded = encodeSequences(texts, { startIndex: 1, oovIndex: 2 }, 80);
  const { lengths, texts: count } = textData({
    train: { texts: encoded, labels: texts.map(() => 0) },
  }).splits.train;
  expect(lengths).toMatchObject({ width: 5, longest: 50_000, longer: 5 });
  expect(lengths.counts).toHaveLength(40);
  expect(lengths.counts.reduce((sum, n) => sum + n, lengths.longer)).toBe(count);
});

it('cuts a long token with an ellipsis, and names 50 tokens at most', async () => {
  const { pipeline } = await fitted();
  const long = 'z'.repeat(500);
  const many = Array.from({ length: 80 }, (_, i) => `w${i}`).join(' ');
  const { coverage } = await pipeline.encode([`${long} ${long}`, many]);
  expect(coverage.unknownTokens).toHaveLength(50);
  expect(coverage.unknownTokens[0]).toEqual({ token: `${'z'.repeat(59)}…`, count: 2 });
});

it('counts ids: the start is no token, and the id of rare words is unknown', () => {
  const sequences = [[1, 5, 2, 6], Int32Array.of(1, 2, 7, 8, 2, 9)];
  const { coverage, ...rows } = encodeSequences(sequences, { startIndex: 1, oovIndex: 2 }, 3);
  expect([...rows.data]).toEqual([5, 2, 6, 8, 2, 9]);
  expect([...coverage.lengths]).toEqual([3, 5]);
  expect([...coverage.unknowns]).toEqual([1, 2]);
  // Beyond three ids: the start alone; the start, an unknown word and the 7.
  expect(coverage).toMatchObject({ tokens: 8, unknown: 3, cut: 1, cutTexts: 1, unknownTokens: [] });
});
