import type { MulticlassEvaluation } from './predictions';

type ClassScores = Pick<MulticlassEvaluation, 'classes' | 'macro'>;

/**
 * Precision, recall and F1 of each class, and their means. As in Keras's `F1Score`, a class that doesn't occur counts in the
 * means, as 0.
 *
 * @param confusion number of rows by true class, then by predicted class
 */
export function classScores(confusion: readonly (readonly number[])[]): ClassScores {
  const classes = confusion.map((row, k) => {
    const right = row[k];
    const support = sum(row);
    const predicted = sum(confusion.map((other) => other[k]));
    return {
      precision: ratio(right, predicted),
      recall: ratio(right, support),
      f1: ratio(2 * right, support + predicted),
      support,
    };
  });
  const isEmpty = classes.every(({ support }) => support === 0);
  const mean = (score: 'precision' | 'recall' | 'f1') =>
    isEmpty ? null : sum(classes.map((each) => each[score] ?? 0)) / classes.length;
  return { classes, macro: { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') } };
}

/** null if the whole is 0. */
export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
