import { mostProbable } from '#api/classes';
import { classScores, ratio, sum } from '#api/class-scores';
import type { MulticlassEvaluation } from '#api/predictions';
import type { MulticlassPrediction } from '@rnn-lab/runs';

/** Confusion matrix and scores of a classifier with so many classes. */
export function evaluateMulticlass(
  rows: readonly Pick<MulticlassPrediction, 'label' | 'probabilities'>[],
  classCount: number,
): MulticlassEvaluation {
  const confusion = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  for (const { label, probabilities } of rows) confusion[label][mostProbable(probabilities)] += 1;
  return {
    kind: 'multiclass',
    confusion,
    accuracy: ratio(sum(confusion.map((row, k) => row[k])), rows.length),
    ...classScores(confusion),
  };
}
