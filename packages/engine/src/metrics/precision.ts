import { defineFromConfusion, ratio } from './confusion';

/** Keras's `Precision`: the share of right ones among the positive predictions; 0 if there are none. */
export const precision = defineFromConfusion('precision', ({ truePositives, falsePositives }) =>
  ratio(truePositives, truePositives + falsePositives),
);
