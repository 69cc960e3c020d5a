import type { RandomStateSnapshot } from '@rnn-lab/random';
import { createHash } from 'node:crypto';
import { InputError } from './errors';
import type { Output } from './outputs';
import type { Rows } from './rows';
import type { Trainer } from './trainer';
import type { EpochLogs, FitOptions, NdArray, Outputs } from './types';

export interface CheckpointOptions {
  /** Seconds from one checkpoint to the next, above 0. There is one more when the signal is aborted, and at the end. */
  seconds: number;
  /**
   * Saves a checkpoint, after all steps up to it have been reported. Training continues meanwhile; the next checkpoint
   * waits. `fit` rejects with what this rejects with.
   */
  save(checkpoint: Checkpoint): Promise<void>;
  /**
   * Called when `save` has ended.
   *
   * @param seconds since the checkpoint was due: the state was copied and saved, mostly while training continued
   */
  onSaved?(seconds: number): void;
}

/** Weights and optimizer state after a step, as an engine keeps them. */
export interface TrainerState {
  /** Optimizer steps taken. */
  step: number;
  /** The factor of the learning rate from the next epoch on, and that of the epoch in progress. */
  learningRateFactor: number;
  epochFactor: number;
  /** All weights as one vector, and the optimizer's slots alike. */
  w: Float32Array;
  slots: Float32Array[];
  /** By trainable embedding: the step up to which each row is up to date. */
  updatedAt: Int32Array[];
}

/**
 * The state of a fit, enough to continue exactly: an undisturbed fit and one that was resumed, however often, have the same
 * weights and logs to the last bit. Plain data and typed arrays.
 */
export interface Checkpoint {
  /** What the fit was begun with: resuming with anything else is refused. */
  origin: Readonly<Record<string, unknown>>;
  trainer: TrainerState;
  /** Of `FitOptions.random`. */
  random: RandomStateSnapshot;
  /** The epoch in progress, from 1, and its order of the training rows. */
  epoch: number;
  order: Int32Array;
  /** The epoch's steps so far, and what they have summed up. */
  done: number;
  sums: { loss: number; losses: number[]; samples: number };
  /** The metrics' states, by output. */
  metrics: readonly (readonly unknown[])[];
  /** The epoch's steps are taken; its validation isn't. */
  epochEnded: boolean;
  /** The fit has ended, its callbacks included. */
  fitEnded: boolean;
  /** The epochs before. */
  history: readonly EpochLogs[];
  /** Of training so far. */
  seconds: number;
  stopReason?: string;
  /** By callback. */
  callbacks: readonly unknown[];
}

/** What decides a fit's numbers: the engine, the metrics, the data and the options. */
export function originOf(
  { origin }: Pick<Trainer, 'origin'>,
  outputs: readonly Output[],
  data: { train: Rows; validation?: Rows },
  { batchSize, epochs, classWeight, callbacks = [] }: FitOptions<Outputs>,
): Checkpoint['origin'] {
  return {
    ...origin,
    metrics: outputs.map(({ metrics }) => metrics.map(({ name }) => name)),
    batchSize,
    epochs,
    classWeight: classWeight ?? null,
    callbacks: callbacks.length,
    data: digest([data.train, data.validation].flatMap((rows) => (rows ? [rows.x, ...rows.y] : []))),
  };
}

/** @throws InputError unless the checkpoint's fit was begun with the same */
export function checkOrigin(checkpoint: Checkpoint, origin: Checkpoint['origin']): void {
  for (const name of new Set([...Object.keys(checkpoint.origin), ...Object.keys(origin)])) {
    const [before, now] = [checkpoint.origin[name], origin[name]].map((value) => JSON.stringify(value));
    if (before === now) continue;
    throw new InputError(
      name === 'data'
        ? "The data isn't what the checkpoint was trained on; restore it, or train from the beginning."
        : `The checkpoint was written with ${name} ${before}, but now it is ${now}; use the same, or train from the beginning.`,
    );
  }
}

function digest(arrays: readonly NdArray[]): string {
  const hash = createHash('sha256');
  for (const { data, shape } of arrays) {
    hash.update(`${shape.join()};`);
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest('hex');
}
