import type { NdArray } from '@rnn-lab/errors';
import { fitLogistic, INTERCEPT } from './logistic-regression';

/** scikit-learn's default penalty; with a few columns and thousands of rows, it hardly matters. */
const OPTIONS = { cost: 1, tolerance: 1e-4, passes: 500, seed: 0 };

/**
 * How to add the log-odds of classifiers so that the sum is the best log-odds on rows that none of them was trained on: a
 * logistic regression (stacking, Wolpert 1992; for one classifier, Platt scaling). It makes up for one that is too sure of
 * itself.
 *
 * @param logOdds shape [rows, classifiers]
 * @param labels 0 or 1, by row
 * @returns a weight per classifier, and what is added to the sum
 */
export function weighLogOdds(
  { data, shape: [rows, classifiers] }: NdArray,
  labels: readonly number[],
): { weights: Float32Array; bias: number } {
  const starts = Int32Array.from({ length: rows }, (_, row) => row * classifiers);
  const fitted = fitLogistic(
    {
      starts,
      ends: starts.map((start) => start + classifiers),
      // Column 0 is the intercept's.
      ids: Int32Array.from(data, (_, i) => 1 + (i % classifiers)),
      values: Float32Array.from(data),
    },
    1 + classifiers,
    Int8Array.from(labels, (label) => (label === 1 ? 1 : -1)),
    OPTIONS,
  );
  return { weights: Float32Array.from(fitted.subarray(1)), bias: fitted[INTERCEPT] };
}
