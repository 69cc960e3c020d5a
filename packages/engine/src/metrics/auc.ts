import { defineMetric } from './metric';

interface Scores {
  positive: number[];
  negative: number[];
}

/**
 * The area under the ROC curve, over all outputs: the probability that an output with a positive target is higher than one
 * with target 0 (Hanley and McNeil 1982). Exact, by sorting, where Keras's `AUC` interpolates between 200 thresholds. NaN
 * unless there are targets of both kinds. Its state holds every output.
 */
export const auc = defineMetric<Scores>({
  name: 'auc',
  better: 'higher',
  targets: 'perOutput',
  start: () => ({ positive: [], negative: [] }),
  update({ positive, negative }, targets, predictions) {
    for (let i = 0; i < predictions.length; i++)
      (targets[i] !== 0 ? positive : negative).push(predictions[i]);
  },
  result(scores) {
    const [positive, negative] = [scores.positive, scores.negative].map((list) =>
      Float64Array.from(list).sort(),
    );
    // For each positive output: the negative ones below it, and half of those equal to it.
    let below = 0;
    let upTo = 0;
    let sum = 0;
    for (const score of positive) {
      while (below < negative.length && negative[below] < score) below++;
      while (upTo < negative.length && negative[upTo] <= score) upTo++;
      sum += (below + upTo) / 2;
    }
    return sum / (positive.length * negative.length);
  },
});
