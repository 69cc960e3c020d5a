import { dropEmpty, loadNsmc } from '@rnn-lab/data';
import { classifyLinearly } from './linear-classifier';
import { NgramModel } from './ngram-model';
import { characters, words } from './symbols';
import { kerasWords } from '../word-index';

const OPTIONS = { unit: 'character-ngrams' as const, longest: 4, minTexts: 2, naiveBayes: true, cost: 4 };

let train: { texts: string[]; labels: number[] };
let other: string[];

beforeAll(async () => {
  const reviews = dropEmpty((await loadNsmc({})).train);
  const [some, rest] = [reviews.slice(0, 800), reviews.slice(800, 1000)];
  train = { texts: some.map(({ document }) => document), labels: some.map(({ label }) => label) };
  other = rest.map(({ document }) => document);
});

test.each([true, false])(
  'gives texts the classes of classifyLinearly, with naive Bayes: %s',
  async (naiveBayes) => {
    const options = { ...OPTIONS, naiveBayes };
    const model = await NgramModel.fit(train.texts, train.labels, options, { workers: 2 });
    const symbols = characters([...train.texts, ...other]);
    const expected = await classifyLinearly(symbols, train.labels, 2, options, { workers: 1 });
    expect([...model.logOdds(other)].map((odds) => Number(odds > 0))).toEqual([...expected]);
  },
);

test('reads words, and pairs of them, like classifyLinearly', async () => {
  const options = { longest: 2, minTexts: 2, naiveBayes: true, cost: 4 };
  const model = await NgramModel.fit(
    train.texts,
    train.labels,
    { ...options, unit: 'word-ngrams' },
    { workers: 2 },
  );
  const ids = new Map<string, number>();
  const idsOf = (text: string) =>
    kerasWords(text.toLowerCase()).map((word) => {
      if (!ids.has(word)) ids.set(word, ids.size + 1);
      return ids.get(word) ?? 0;
    });
  const symbols = words([...train.texts, ...other].map(idsOf));
  const expected = await classifyLinearly(symbols, train.labels, 2, options, { workers: 1 });
  expect([...model.logOdds(other)].map((odds) => Number(odds > 0))).toEqual([...expected]);
  const { vocabulary, preprocessing } = model.toFiles();
  expect(preprocessing.cleaning).toBe('word-ngrams');
  expect(vocabulary.some((ngram) => /^\S+ \S+$/.test(ngram))).toBe(true);
});

test('says the same after a round trip, and for any number of workers', async () => {
  const [one, three] = await Promise.all(
    [1, 3].map((workers) => NgramModel.fit(train.texts, train.labels, OPTIONS, { workers })),
  );
  const { artifacts, vocabulary } = one.toFiles();
  const weightData = await new Blob(artifacts.weightData).arrayBuffer();
  const again = NgramModel.fromFiles({ unit: OPTIONS.unit, artifacts: { weightData }, vocabulary });
  const odds = one.logOdds(other);
  expect(new Set(odds).size).toBeGreaterThan(150);
  expect(again.logOdds(other)).toEqual(odds);
  const fewer = { unit: OPTIONS.unit, artifacts: { weightData }, vocabulary: vocabulary.slice(1) };
  expect(() => NgramModel.fromFiles(fewer)).toThrow('put back the original files');
  expect([...three.logOdds(other)]).toEqual([...odds].map((value) => expect.closeTo(value, 4)));
});

test('answers with the intercept if a text is empty', async () => {
  const model = await NgramModel.fit(train.texts, train.labels, OPTIONS, { workers: 1 });
  const [, weights] = model.toFiles().artifacts.weightData;
  expect(model.logOdds([''])).toEqual(new Float32Array(weights, 0, 1));
});

test('rejects with the reason of an aborted signal', async () => {
  const reason = new Error('enough');
  const work = { workers: 1, signal: AbortSignal.abort(reason) };
  await expect(NgramModel.fit(train.texts, train.labels, OPTIONS, work)).rejects.toBe(reason);
});
