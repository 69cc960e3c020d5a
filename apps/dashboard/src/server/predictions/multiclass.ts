import { mostProbable } from '#api/classes';
import type { MulticlassEvaluation } from '#api/predictions';
import type { MulticlassPrediction } from '@rnn-lab/runs';

/**
 * Confusion matrix and scores of a classifier with so many classes. As in Keras's `F1Score`, a class that doesn't occur counts
 * in the macro averages, as 0.
 */
export function evaluateMulticlass(
  rows: readonly Pick<MulticlassPrediction, 'label' | 'probabilities'>[],
  classCount: number,
): MulticlassEvaluation {
  const confusion = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  for (const { label, probabilities } of rows) confusion[label][mostProbable(probabilities)] += 1;

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
  const mean = (score: 'precision' | 'recall' | 'f1') =>
    rows.length === 0 ? null : sum(classes.map((each) => each[score] ?? 0)) / classCount;
  return {
    kind: 'multiclass',
    confusion,
    accuracy: ratio(sum(confusion.map((row, k) => row[k])), rows.length),
    classes,
    macro: { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') },
  };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
