import type { RandomState } from '@rnn-lab/random';
import { DataError } from './errors';

/**
 * Splits rows at random, so that each class has the same share of both sides, rounded; scikit-learn's `train_test_split`
 * with `stratify`. A class with one row stays in `train`.
 *
 * @param fraction for `held`, between 0 and 1 (exclusive)
 * @returns each in the order of the rows
 * @throws DataError `invalid-option` if either side would have no rows
 */
export function stratifiedSplit<Row extends { label: number }>(
  rows: readonly Row[],
  fraction: number,
  random: RandomState,
): { train: Row[]; held: Row[] } {
  const byClass = new Map<number, number[]>();
  rows.forEach(({ label }, i) => {
    const indices = byClass.get(label);
    if (indices) indices.push(i);
    else byClass.set(label, [i]);
  });
  const held = new Set<number>();
  for (const [, indices] of [...byClass].sort(([a], [b]) => a - b)) {
    const count = Math.min(Math.round(indices.length * fraction), indices.length - 1);
    const order = random.permutation(indices.length);
    for (let i = 0; i < count; i++) held.add(indices[order[i]]);
  }
  if (held.size === 0) {
    throw new DataError(
      'invalid-option',
      `A split of ${fraction} holds none of ${rows.length} rows back: choose a larger one, or add rows.`,
      { option: 'split', value: fraction },
    );
  }
  return {
    train: rows.filter((_, i) => !held.has(i)),
    held: rows.filter((_, i) => held.has(i)),
  };
}
