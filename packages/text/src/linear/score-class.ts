import { fitClass } from './fit-class';
import type { ClassTask } from './fit-class';
import { INTERCEPT } from './logistic-regression';

/**
 * Fits a model of one class on the training texts.
 *
 * @returns the log-odds of the class, for each of the other texts
 */
export function scoreClass(task: ClassTask): Float64Array {
  const { starts, ends, ids, values } = task.rows;
  const weights = fitClass(task);
  const trained = task.labels.length;
  const scores = new Float64Array(ends.length - trained);
  for (let row = trained; row < ends.length; row++) {
    let score = weights[INTERCEPT];
    for (let i = starts[row]; i < ends[row]; i++) score += values[i] * weights[ids[i]];
    scores[row - trained] = score;
  }
  return scores;
}
