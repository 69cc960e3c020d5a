import { fitLogistic } from './logistic-regression';
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
 * @returns the weights by column, for values that aren't multiplied by log ratios
 */
export function fitClass({ rows, labels, label, columns, naiveBayes, logistic }: ClassTask): Float64Array {
  const { starts, ends, ids, values } = rows;
  const signs = Int8Array.from(labels, (each) => (each === label ? 1 : -1));
  if (!naiveBayes) return fitLogistic(rows, columns, signs, logistic);
  const ratios = logRatios(rows, columns, signs);
  // The entries of the training texts end where the next text's begin.
  const scaled = new Float32Array(signs.length < starts.length ? starts[signs.length] : values.length);
  for (let i = 0; i < scaled.length; i++) scaled[i] = values[i] * ratios[ids[i]];
  const weights = fitLogistic({ starts, ends, ids, values: scaled }, columns, signs, logistic);
  for (let id = 0; id < columns; id++) weights[id] *= ratios[id];
  return weights;
}
