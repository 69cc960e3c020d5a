import { on } from '@rnn-lab/lab';
import { classifyLinearly } from '@rnn-lab/text';
import type { LinearOptions, LinearWork, Symbols } from '@rnn-lab/text';

/** The parameter of every experiment on texts. */
export const BASELINES = {
  baselines: on({
    en: 'skip the baselines: the most frequent class, and a linear model of n-grams trained on the same texts as the network',
    ko: '기준 모델(가장 잦은 클래스, 신경망과 같은 텍스트로 학습한 n-그램 선형 모델)을 생략',
  }),
};

/** Characters of words, from raw texts. The values are the best known for NSMC. */
export const CHARACTER_NGRAMS: LinearOptions = { longest: 4, minTexts: 3, naiveBayes: true, cost: 4 };

/** Words and pairs of words. The cost is the best of 1, 4 and 16 for the last fifth of IMDB's training reviews. */
export const WORD_NGRAMS: LinearOptions = { longest: 2, minTexts: 3, naiveBayes: true, cost: 16 };

/** What a classifier of texts is compared on. */
interface Comparison {
  /** Of the training texts, then of the test texts. */
  symbols: Symbols;
  /** Labels of the texts that the network's weights are trained on, without those for validation. */
  train: readonly number[];
  test: readonly number[];
  classes: number;
  /** Whether there is a macro F1 score beside the accuracy. */
  f1Score?: boolean;
}

/**
 * The results of two predictions without a network: the class that is most frequent in training, and a linear model of
 * n-grams, which reads the whole texts.
 */
export function textBaselines(
  { symbols, train, test, classes, f1Score = false }: Comparison,
  ngrams: LinearOptions,
): (work: LinearWork) => Promise<Record<'majority' | 'linear model', Record<string, number>>> {
  const score = (predicted: ArrayLike<number>) => ({
    accuracy: accuracyOf(predicted, test),
    ...(f1Score && { f1Score: macroF1(predicted, test, classes) }),
  });
  return async (work) => {
    const majority = mostFrequent(train, classes);
    const linear = await classifyLinearly(symbols, train, classes, ngrams, work);
    return { majority: score(test.map(() => majority)), 'linear model': score(linear) };
  };
}

/** The first of equally frequent ones. */
export function mostFrequent(labels: readonly number[], classes: number): number {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]++;
  return counts.indexOf(Math.max(...counts));
}

export function accuracyOf(predicted: ArrayLike<number>, labels: readonly number[]): number {
  return labels.filter((label, i) => predicted[i] === label).length / labels.length;
}

/** The mean over the classes of 2 · right / (predicted + actual), 0 for a class that is neither. */
function macroF1(predicted: ArrayLike<number>, labels: readonly number[], classes: number): number {
  const right = new Array<number>(classes).fill(0);
  const sizes = new Array<number>(classes).fill(0);
  labels.forEach((label, i) => {
    sizes[label]++;
    sizes[predicted[i]]++;
    if (predicted[i] === label) right[label]++;
  });
  const scores = right.map((count, label) => (sizes[label] === 0 ? 0 : (2 * count) / sizes[label]));
  return scores.reduce((a, b) => a + b) / classes;
}
