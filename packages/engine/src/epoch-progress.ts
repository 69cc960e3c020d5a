import type { Checkpoint } from './checkpoint';
import { lossLogs, MetricStates } from './metrics/measure';
import type { Numbers } from './metrics/metric';
import type { Output } from './outputs';
import type { StepRecord } from './trainer';
import type { Logs } from './types';

/** An epoch in progress: its steps so far, and what they add up to. */
export class EpochProgress {
  /** Steps taken. */
  done: number;
  /** All its steps are taken, and its validation isn't reported. */
  ended = false;
  private readonly sums: Checkpoint['sums'];
  private readonly metrics: MetricStates;

  /** @param resume what to continue from */
  constructor(
    readonly epoch: number,
    private readonly outputs: readonly Output[],
    resume?: Checkpoint,
  ) {
    this.done = resume?.done ?? 0;
    this.sums = structuredClone(resume?.sums) ?? { loss: 0, losses: outputs.map(() => 0), samples: 0 };
    this.metrics = new MetricStates(outputs, resume?.metrics);
  }

  /** Rows that its steps have used. */
  get samples(): number {
    return this.sums.samples;
  }

  /**
   * Takes in a step.
   *
   * @param targetsOf the targets by output of the rows that the step has used
   * @returns the batch's logs
   */
  add(
    { loss, losses, batchSize, predictions }: StepRecord,
    targetsOf: (first: number, end: number) => readonly Numbers[],
  ): Logs {
    const { sums, outputs } = this;
    const logs = lossLogs(outputs, { loss, losses });
    if (predictions) {
      const targets = targetsOf(sums.samples, sums.samples + batchSize);
      const batch = new MetricStates(outputs);
      for (const part of [this.metrics, batch]) part.update(targets, predictions);
      Object.assign(logs, batch.results());
    }
    sums.loss += loss * batchSize;
    losses.forEach((each, i) => (sums.losses[i] += each * batchSize));
    sums.samples += batchSize;
    this.done++;
    return logs;
  }

  /** Means over its samples. */
  logs(): Logs {
    const { loss, losses, samples } = this.sums;
    const means = { loss: loss / samples, losses: losses.map((sum) => sum / samples) };
    return { ...lossLogs(this.outputs, means), ...this.metrics.results() };
  }

  /** What a checkpoint keeps of it. */
  save(): Pick<Checkpoint, 'epoch' | 'done' | 'sums' | 'metrics' | 'epochEnded'> {
    const { epoch, done, sums, metrics, ended } = this;
    return { epoch, done, sums: structuredClone(sums), metrics: metrics.save(), epochEnded: ended };
  }
}
