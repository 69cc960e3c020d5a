import { defineFromConfusion, ratio } from './confusion';

/** Keras's `Recall`: the share of predicted ones among the positive targets; 0 if there are none. */
export const recall = defineFromConfusion('recall', ({ truePositives, falseNegatives }) =>
  ratio(truePositives, truePositives + falseNegatives),
);
