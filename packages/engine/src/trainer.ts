import { RandomState } from '@rnn-lab/random';
import type { Checkpoint, TrainerState } from './checkpoint';
import { NonFiniteLossError } from './errors';
import type { Histograms } from './histograms';
import type { Losses } from './metrics/measure';
import type { Output } from './outputs';
import type { Rows } from './rows';
import type { Logs, StepLogs } from './types';

/** A step as an engine reports it. `seconds` since the start of the epoch. */
export interface StepRecord extends Losses, Pick<StepLogs, 'step' | 'batchSize' | 'seconds'> {
  /** The batch's predictions by output, [batchSize × width]; undefined if no metric needs them. */
  predictions?: readonly Float32Array[];
}

/** A step's histograms as an engine reports them. */
export type StepHistograms = Omit<Histograms, 'step' | 'epoch'>;

/** What an epoch reports. */
export interface EpochEvents {
  onStep(record: StepRecord): void;
  /** What was requested of the last step reported. */
  onHistograms(histograms: StepHistograms): void;
  /** A snapshot that was requested; it belongs to the last step reported. */
  onSnapshot(state: TrainerState): void;
}

/** The part of a fit that an engine implements. */
export interface Trainer {
  /** Of the engine's options, what decides the numbers. */
  readonly origin: Checkpoint['origin'];
  /**
   * Trains on the rows in the given order, one step per batch, without the first `done` steps. Rejects as `Engine.fit`
   * does.
   */
  epoch(order: Int32Array, done: number, events: EpochEvents): Promise<void>;
  /** Ends the current epoch early, as a success. */
  stop(): void;
  evaluate(rows: Rows): Promise<Logs>;
  /** Requests a snapshot after a step, now or in the next epoch. With `stop` the epoch ends there. */
  requestSnapshot(then: 'continue' | 'stop'): void;
  /** Allows the next snapshot, which may overwrite the last one. */
  releaseSnapshot(): void;
  /** The state between two epochs. */
  snapshot(): TrainerState;
  /** Restores a state; if it is of the middle of an epoch, `epoch` continues that one. */
  restore(state: TrainerState): void | Promise<void>;
}

/** The seed of an epoch's dropout: the generator's next number, without advancing it. */
export function peek(random: RandomState): number {
  const copy = new RandomState(0);
  copy.setState(random.getState());
  return Math.floor(copy.rand() * 2 ** 32);
}

/** @throws NonFiniteLossError that names the first output whose loss isn't finite, if there are several */
export function refuseNonFinite(
  outputs: readonly Output[],
  { loss, losses }: Losses,
  step: number,
  learningRate: number,
  what?: 'validation loss' | 'evaluated loss',
): void {
  if (Number.isFinite(loss)) return;
  const output = outputs.length > 1 ? losses.findIndex((each) => !Number.isFinite(each)) : -1;
  if (output < 0) throw new NonFiniteLossError(loss, step, learningRate, what);
  throw new NonFiniteLossError(losses[output], step, learningRate, what, outputs[output].name);
}
