import type { Metric, Numbers } from './metric';
import { defineMetric } from './metric';

/** Counts of outputs above and not above the threshold 0.5, by whether their target is 0. */
export interface Confusion {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
}

function add(counts: Confusion, targets: Numbers, predictions: Float32Array): void {
  for (let i = 0; i < predictions.length; i++) {
    const positive = predictions[i] > 0.5;
    if (targets[i] !== 0) counts[positive ? 'truePositives' : 'falseNegatives']++;
    else if (positive) counts.falsePositives++;
  }
}

/** A metric computed from the counts over all outputs. */
export function defineFromConfusion(name: string, result: (counts: Confusion) => number): Metric {
  return defineMetric<Confusion>({
    name,
    better: 'higher',
    targets: 'perOutput',
    start: () => ({ truePositives: 0, falsePositives: 0, falseNegatives: 0 }),
    update: add,
    result,
  });
}

/** a/b; 0 if b is 0. */
export function ratio(a: number, b: number): number {
  return b === 0 ? 0 : a / b;
}
