import { fitLogistic, INTERCEPT } from './logistic-regression';
import type { LogisticOptions } from './logistic-regression';
import { logRatios } from './naive-bayes';
import type { SparseRows } from './tf-idf';

/** One class to tell from the others. */
export interface ClassTask {
  readonly rows: SparseRows;
  /** Of the training texts, which are the first. */
  readonly labels: Int32Array;
  readonly label: number;
  /** Number of columns, with that of the intercept. */
  readonly columns: number;
  /** Whether values are multiplied by naive-Bayes log ratios. */
  readonly naiveBayes: boolean;
  readonly logistic: LogisticOptions;
}

/**
 * Fits a model of one class on the training texts.
 *
 * @returns the log-odds of the class, for each of the other texts
 */
export function scoreClass({ rows, labels, label, columns, naiveBayes, logistic }: ClassTask): Float64Array {
  const { starts, ends, ids, values } = rows;
  const signs = Int8Array.from(labels, (each) => (each === label ? 1 : -1));
  let weights: Float64Array;
  if (naiveBayes) {
    const ratios = logRatios(rows, columns, signs);
    const scaled = new Float32Array(starts[signs.length]);
    for (let i = 0; i < scaled.length; i++) scaled[i] = values[i] * ratios[ids[i]];
    weights = fitLogistic({ starts, ends, ids, values: scaled }, columns, signs, logistic);
    for (let id = 0; id < columns; id++) weights[id] *= ratios[id];
  } else {
    weights = fitLogistic(rows, columns, signs, logistic);
  }
  const scores = new Float64Array(ends.length - signs.length);
  for (let row = signs.length; row < ends.length; row++) {
    let score = weights[INTERCEPT];
    for (let i = starts[row]; i < ends[row]; i++) score += values[i] * weights[ids[i]];
    scores[row - signs.length] = score;
  }
  return scores;
}
