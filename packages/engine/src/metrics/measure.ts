import type { Checkpoint } from '../checkpoint';
import type { Output } from '../outputs';
import type { Logs, NdArray } from '../types';
import type { Numbers } from './metric';

/** The losses of some rows: means over them. */
export interface Losses {
  /** The model's: the weighted sum of the outputs', and penalties of weights. */
  loss: number;
  /** The outputs'. */
  losses: number[];
}

type Measured = Pick<Output, 'metrics' | 'width' | 'prefix'>;

/** The metrics of every output, and what they have taken in so far. */
export class MetricStates {
  private readonly states: readonly (readonly unknown[])[];

  /** @param saved what `save` returned, to continue from there */
  constructor(
    private readonly outputs: readonly Measured[],
    saved?: Checkpoint['metrics'],
  ) {
    this.states = saved
      ? structuredClone(saved)
      : outputs.map(({ metrics }) => metrics.map((metric) => metric.start()));
  }

  /** A copy of the states. */
  save(): Checkpoint['metrics'] {
    return structuredClone(this.states);
  }

  /** Takes in rows: targets and predictions by output. */
  update(targets: readonly Numbers[], predictions: readonly Float32Array[]): void {
    this.outputs.forEach(({ metrics, width }, i) =>
      metrics.forEach((metric, k) => metric.update(this.states[i][k], targets[i], predictions[i], width)),
    );
  }

  results(): Record<string, number> {
    const results = this.outputs.flatMap(({ metrics, prefix }, i) =>
      metrics.map((metric, k) => [prefix + metric.name, metric.result(this.states[i][k])] as const),
    );
    return Object.fromEntries(results);
  }
}

/** The metrics of these rows. */
export function measure(
  outputs: readonly Measured[],
  y: readonly NdArray[],
  predictions: readonly Float32Array[],
): Record<string, number> {
  const states = new MetricStates(outputs);
  states.update(
    y.map(({ data }) => data),
    predictions,
  );
  return states.results();
}

/** The losses by their names in the logs. */
export function lossLogs(outputs: readonly Pick<Output, 'prefix'>[], { loss, losses }: Losses): Logs {
  const logs: Logs = { loss };
  if (outputs.length > 1) outputs.forEach(({ prefix }, i) => (logs[`${prefix}loss`] = losses[i]));
  return logs;
}

/** The mean of the first `count` losses. */
export function meanLoss(losses: Float32Array, count: number): number {
  let loss = 0;
  for (let i = 0; i < count; i++) loss += losses[i];
  return loss / count;
}

/** The model's loss without penalties, from the first `count` rows' losses by output. */
export function meanLosses(
  outputs: readonly Pick<Output, 'lossWeight'>[],
  losses: readonly Float32Array[],
  count: number,
): Losses {
  const means = losses.map((list) => meanLoss(list, count));
  return { loss: means.reduce((sum, mean, i) => sum + outputs[i].lossWeight * mean, 0), losses: means };
}
