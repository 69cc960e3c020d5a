import { INTERCEPT } from './logistic-regression';
import type { SparseRows } from './tf-idf';

/**
 * The log ratios of naive Bayes, ln((p / ‖p‖₁) / (q / ‖q‖₁)), where p and q are 1 + the number of positive and of negative rows
 * that have a column (Wang and Manning 2012, "Baselines and Bigrams: Simple, Good Sentiment and Topic Classification"; of
 * multinomial naive Bayes, the binary form).
 *
 * @param signs of the first rows: 1 or −1; the others don't count
 * @returns by column; 1 for the intercept's
 */
export function logRatios(
  { starts, ends, ids }: SparseRows,
  columns: number,
  signs: Int8Array,
): Float64Array {
  const positive = new Float64Array(columns).fill(1);
  const negative = new Float64Array(columns).fill(1);
  positive[INTERCEPT] = negative[INTERCEPT] = 0;
  for (let row = 0; row < signs.length; row++) {
    const counts = signs[row] > 0 ? positive : negative;
    for (let i = starts[row]; i < ends[row]; i++) counts[ids[i]]++;
  }
  const sum = (counts: Float64Array) => counts.reduce((a, b) => a + b, 0);
  const prior = Math.log(sum(negative) / sum(positive));
  const ratios = positive.map((count, id) => Math.log(count / negative[id]) + prior);
  ratios[INTERCEPT] = 1;
  return ratios;
}
