import { dropEmpty, loadNsmc } from '@rnn-lab/data';
import { sklearnFigures } from '../../test/sklearn-figures';
import { findFeatures } from './features';
import type { FeatureOptions } from './features';
import { classifyLinearly } from './linear-classifier';
import { scoreClass } from './score-class';
import { characters, words } from './symbols';
import type { Symbols } from './symbols';
import { LinearThreads } from './threads';
import type { SparseRows, TfIdf } from './tf-idf';
import { writeRows } from './write-rows';

const { small, nsmc } = sklearnFigures;

async function featuresOf(
  symbols: Symbols,
  options: FeatureOptions,
  workers: number,
): Promise<{ tfIdf: TfIdf; rows: SparseRows }> {
  const threads = new LinearThreads();
  try {
    threads.start(workers);
    const tfIdf = await findFeatures(threads, symbols, small.train, options, () => undefined);
    return { tfIdf, rows: await writeRows(threads, tfIdf) };
  } finally {
    await threads.end();
  }
}

/** The small texts' n-gram symbols, and what one of them is called. */
function symbolsOf(analyzer: 'char_wb' | 'word'): { symbols: Symbols; nameOf: (ids: Int32Array) => string } {
  if (analyzer === 'char_wb') {
    return { symbols: characters(small.texts), nameOf: (ids) => String.fromCodePoint(...ids) };
  }
  const known = ['', ...new Set(small.words.flat())];
  const symbols = words(small.words.map((ofText) => ofText.map((word) => known.indexOf(word))));
  return { symbols, nameOf: (ids) => Array.from(ids, (id) => known[id]).join(' ') };
}

/** The entries of each row, in their order, by n-gram. */
function named(
  { tfIdf, rows }: Awaited<ReturnType<typeof featuresOf>>,
  nameAt: (at: number, length: number) => string,
) {
  const names: string[] = [];
  tfIdf.ngrams.forEach((ids, i) => ids.forEach((id, at) => id > 0 && (names[id] ??= nameAt(at, i + 1))));
  return small.texts.map((_, row) =>
    Array.from(rows.ids.subarray(rows.starts[row], rows.ends[row]), (id, i): [string, number] => [
      names[id],
      rows.values[rows.starts[row] + i],
    ]),
  );
}

describe(`features as scikit-learn ${sklearnFigures.sklearn} computes them`, () => {
  test.each(small.cases)(
    '$analyzer, up to $longest, in $minTexts texts',
    async ({ analyzer, rows, ...options }) => {
      const { symbols, nameOf } = symbolsOf(analyzer);
      const nameAt = (at: number, length: number) => nameOf(symbols.ids.subarray(at, at + length));
      const ours = named(await featuresOf(symbols, options, 2), nameAt);
      for (const [row, entries] of ours.entries()) {
        expect(Object.fromEntries(entries)).toEqual(
          Object.fromEntries(
            Object.entries(rows[row]).map(([name, value]) => [name, expect.closeTo(value, 6)]),
          ),
        );
      }
      for (const workers of [1, 3]) {
        expect(named(await featuresOf(symbols, options, workers), nameAt)).toEqual(ours);
      }
    },
  );
});

test.each(small.models)(
  'the logistic regression of class $label, with naive-Bayes ratios: $naiveBayes',
  async ({ label, naiveBayes, scores }) => {
    const { tfIdf, rows } = await featuresOf(characters(small.texts), { longest: 4, minTexts: 3 }, 2);
    const labels = Int32Array.from(small.labels.slice(0, small.train));
    const logistic = { cost: small.cost, tolerance: 1e-9, passes: 10_000, seed: 0 };
    const ours = scoreClass({ rows, labels, label, columns: tfIdf.idf.length, naiveBayes, logistic });
    expect([...ours]).toEqual(scores.map((score) => expect.closeTo(score, 4)));
  },
);

describe('the Naver reviews', () => {
  test.each([
    ['TF-IDF', false, nsmc.accuracy.tfIdf],
    ['naive-Bayes ratios', true, nsmc.accuracy.naiveBayes],
  ])("with %s are classified with scikit-learn's accuracy", async (_, naiveBayes, accuracy) => {
    const corpus = await loadNsmc();
    const [train, test] = [dropEmpty(corpus.train), dropEmpty(corpus.test)];
    const predicted = await classifyLinearly(
      characters([...train, ...test].map(({ document }) => document)),
      train.map(({ label }) => label),
      2,
      { longest: 4, minTexts: 3, cost: 4, naiveBayes },
      { workers: 2 },
    );
    const right = test.filter(({ label }, i) => label === predicted[i]).length;
    expect(Math.abs(right / test.length - accuracy)).toBeLessThan(0.002);
  });
});
