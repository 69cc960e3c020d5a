import type { NdArray } from '../types';
import type { Metric, Numbers } from './metric';

/** Several metrics, and what they have taken in so far. */
export class MetricStates {
  private readonly states: readonly unknown[];

  /** @param width outputs per row */
  constructor(
    private readonly metrics: readonly Metric[],
    private readonly width: number,
  ) {
    this.states = metrics.map((metric) => metric.start());
  }

  update(targets: Numbers, predictions: Float32Array): void {
    this.metrics.forEach((metric, i) => metric.update(this.states[i], targets, predictions, this.width));
  }

  results(): Record<string, number> {
    return Object.fromEntries(this.metrics.map((metric, i) => [metric.name, metric.result(this.states[i])]));
  }
}

/** The metrics of these rows. */
export function measure(
  metrics: readonly Metric[],
  y: NdArray,
  predictions: Float32Array,
  width: number,
): Record<string, number> {
  const states = new MetricStates(metrics, width);
  states.update(y.data, predictions);
  return states.results();
}

/** The mean of the first `count` losses. */
export function meanLoss(losses: Float32Array, count: number): number {
  let loss = 0;
  for (let i = 0; i < count; i++) loss += losses[i];
  return loss / count;
}
