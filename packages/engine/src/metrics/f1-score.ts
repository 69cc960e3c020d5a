import { argMax } from './classes';
import { ratio } from './confusion';
import type { Numbers } from './metric';
import { defineMetric } from './metric';

/** Numbers of rows, by class. */
interface Counts {
  /** Outputs per row; 0 before the first batch. */
  width: number;
  right: number[];
  predicted: number[];
  actual: number[];
}

/**
 * Keras's `F1Score`, the harmonic mean of precision and recall: with one output that of class 1, at the threshold 0.5;
 * with several outputs the mean over the classes (`average: 'macro'`), a row's prediction being its highest output. A class
 * that is neither predicted nor a target counts as 0. Without the 1e-7 that Keras adds to every denominator.
 */
export const f1Score = defineMetric<Counts>({
  name: 'f1Score',
  better: 'higher',
  start: () => ({ width: 0, right: [], predicted: [], actual: [] }),
  update(counts, targets, predictions, width) {
    if (counts.width === 0) {
      const zeros = () => Array<number>(Math.max(width, 2)).fill(0);
      Object.assign(counts, { width, right: zeros(), predicted: zeros(), actual: zeros() });
    }
    for (let row = 0; row < predictions.length / width; row++) {
      const prediction = classOf(predictions, row, width);
      const target = targets.length < predictions.length ? targets[row] : classOf(targets, row, width);
      counts.predicted[prediction]++;
      counts.actual[target]++;
      if (prediction === target) counts.right[target]++;
    }
  },
  result({ width, right, predicted, actual }) {
    const scores = right.map((count, k) => ratio(2 * count, predicted[k] + actual[k]));
    return width === 1 ? scores[1] : scores.reduce((a, b) => a + b, 0) / width;
  },
});

function classOf(numbers: Numbers, row: number, width: number): number {
  return width === 1 ? Number(numbers[row] > 0.5) : argMax(numbers, row * width, width);
}
