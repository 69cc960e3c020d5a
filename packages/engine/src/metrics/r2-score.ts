import { defineMetric } from './metric';

interface Sums {
  rows: number;
  /** Per output. */
  target: Float64Array;
  squaredTarget: Float64Array;
  squaredError: Float64Array;
}

/**
 * Keras's `R2Score`: 1 − Σ(t − y)² / Σ(t − mean of t)², averaged over the outputs; 0 for an output whose targets are all
 * the same, NaN if it is predicted exactly, too.
 */
export const r2Score = defineMetric<Partial<Sums>>({
  name: 'r2Score',
  better: 'higher',
  targets: 'perOutput',
  start: () => ({}),
  update(state, targets, predictions, width) {
    state.rows = (state.rows ?? 0) + predictions.length / width;
    const target = (state.target ??= new Float64Array(width));
    const squaredTarget = (state.squaredTarget ??= new Float64Array(width));
    const squaredError = (state.squaredError ??= new Float64Array(width));
    for (let i = 0; i < predictions.length; i++) {
      const k = i % width;
      target[k] += targets[i];
      squaredTarget[k] += targets[i] ** 2;
      squaredError[k] += (targets[i] - predictions[i]) ** 2;
    }
  },
  result(state) {
    const { rows, target, squaredTarget, squaredError } = state as Sums;
    const scores = squaredError.map((error, k) => {
      const score = 1 - error / (squaredTarget[k] - target[k] ** 2 / rows);
      return Math.abs(score) === Infinity ? 0 : score;
    });
    return scores.reduce((a, b) => a + b, 0) / scores.length;
  },
});
