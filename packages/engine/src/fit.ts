import { RandomState } from '@rnn-lab/random';
import type { Callback, Fit } from './callbacks/callback';
import type { Checkpoint, TrainerState } from './checkpoint';
import { checkOrigin, originOf } from './checkpoint';
import { CheckpointSaver } from './checkpoint-saver';
import { rowWeights } from './class-weight';
import { InputError, NonFiniteLossError } from './errors';
import type { Losses } from './metrics/measure';
import { lossLogs, MetricStates } from './metrics/measure';
import type { MetricInfo, Numbers } from './metrics/metric';
import { metricInfo } from './metrics/metric-info';
import type { Output } from './outputs';
import type { Engine, EpochLogs, FitOptions, Logs, NdArray, Outputs, StepLogs } from './types';

/** A step as an engine reports it. `seconds` since the start of the epoch. */
export interface StepRecord extends Losses, Pick<StepLogs, 'step' | 'batchSize' | 'seconds'> {
  /** The batch's predictions by output, [batchSize × width]; undefined if no metric needs them. */
  predictions?: readonly Float32Array[];
}

/** Inputs with their targets by output. */
export interface Rows {
  x: NdArray;
  y: readonly NdArray[];
}

/** The rows to train on. */
export interface TrainingRows extends Rows {
  /** Factors of the rows' losses. */
  weights?: Float32Array;
}

/** What an epoch reports. */
interface EpochEvents {
  onStep(record: StepRecord): void;
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

/**
 * The training loop of Keras's `Model.fit`: takes the validation rows from the end before any shuffling; visits the
 * training rows once per epoch in a new random order, including the smaller last batch; reports the loss as a mean over
 * samples, and the metrics of all the epoch's predictions; and evaluates the validation rows after every epoch.
 *
 * @param validationData takes precedence over `options.validationSplit`
 * @param prepare called once with the training rows, before the first epoch
 */
export async function runFit(
  engine: Engine<Outputs>,
  outputs: readonly Output[],
  rows: Rows,
  validationData: Rows | undefined,
  options: FitOptions<Outputs>,
  prepare: (rows: TrainingRows) => Promise<Trainer>,
): Promise<EpochLogs[]> {
  const { signal, random } = options;
  const { train, validation } = splitValidation(rows, validationData, options);
  const trainer = await prepare({ ...train, weights: rowWeights(train.y, options.classWeight) });
  const callbacks: readonly Callback[] = [options, ...(options.callbacks ?? [])];
  const fit = new RunningFit(engine, trainer, outputs, validation !== undefined);
  const origin =
    options.checkpoints || options.resume
      ? {
          ...trainer.origin,
          metrics: outputs.map(({ metrics }) => metrics.map(({ name }) => name)),
          ...originOf({ train, validation }, options),
        }
      : {};
  let { resume } = options;
  if (resume) {
    checkOrigin(resume, origin);
    await trainer.restore(resume.trainer);
    random.setState(resume.random);
  }
  const order = resume
    ? resume.order.slice()
    : Int32Array.from({ length: train.x.shape[0] }, (_, row) => row);
  const history: EpochLogs[] = [...(resume?.history ?? [])];
  if (resume?.fitEnded) return history;
  let step = resume?.trainer.step ?? 0;
  let seconds = resume?.seconds ?? 0;
  fit.stopReason = resume?.stopReason;
  signal?.throwIfAborted();

  for (const [i, callback] of callbacks.entries()) {
    if (resume && callback.setState) await callback.setState(resume.callbacks[i], fit);
    else await callback.onFitBegin?.(fit);
  }
  let at: EpochState = { epoch: 0, done: 0, sums: noSums(outputs), states: undefined, ended: false };
  const capture = (trainerState: TrainerState, fitEnded = false): Checkpoint => ({
    origin,
    trainer: trainerState,
    random: random.getState(),
    epoch: at.epoch,
    order: order.slice(),
    done: at.done,
    sums: structuredClone(at.sums),
    metrics: at.states?.save() ?? [],
    epochEnded: at.ended,
    fitEnded,
    history: [...history],
    seconds,
    stopReason: fit.stopReason,
    callbacks: callbacks.map((callback) => callback.getState?.()),
  });
  const saver = options.checkpoints && new CheckpointSaver(options.checkpoints, trainer);
  if (saver) signal?.addEventListener('abort', saver.interrupt);
  try {
    for (
      let epoch = resume?.epoch ?? 1;
      epoch <= options.epochs && (resume || fit.stopReason === undefined);
      epoch++
    ) {
      if (!resume) random.shuffle(order);
      const states = new MetricStates(outputs, resume?.metrics);
      const sums = resume ? structuredClone(resume.sums) : noSums(outputs);
      const current: EpochState = { epoch, done: resume?.done ?? 0, sums, states, ended: false };
      at = current;
      const before = seconds;
      const onStep = ({ loss, losses, batchSize, predictions, ...record }: StepRecord) => {
        const logs = lossLogs(outputs, { loss, losses });
        if (predictions) {
          const batchRows = order.subarray(sums.samples, sums.samples + batchSize);
          const targets = train.y.map((array) => gather(array, batchRows));
          const batch = new MetricStates(outputs);
          for (const part of [states, batch]) part.update(targets, predictions);
          Object.assign(logs, batch.results());
        }
        sums.loss += loss * batchSize;
        losses.forEach((each, i) => (sums.losses[i] += each * batchSize));
        sums.samples += batchSize;
        step = record.step;
        seconds = before + record.seconds;
        current.done++;
        const stepLogs: StepLogs = { ...logs, step, batchSize, epoch, seconds };
        for (const callback of callbacks) callback.onStepEnd?.(stepLogs, fit);
      };
      const onSnapshot = (state: TrainerState) => saver?.save(capture(state));
      if (!resume?.epochEnded) {
        // A callback had stopped this epoch when the checkpoint was taken.
        const rows = fit.stopReason === undefined ? order : order.subarray(0, sums.samples);
        await fit.training(() => trainer.epoch(rows, current.done, { onStep, onSnapshot }));
      }
      resume = undefined;
      saver?.throwIfFailed();
      current.ended = sums.samples === order.length || fit.stopReason !== undefined;
      signal?.throwIfAborted();
      if (sums.samples === 0) break;
      const means: Losses = {
        loss: sums.loss / sums.samples,
        losses: sums.losses.map((sum) => sum / sums.samples),
      };
      const logs: EpochLogs = {
        epoch,
        step,
        train: { ...lossLogs(outputs, means), ...states.results() },
        validation: validation && (await trainer.evaluate(validation)),
        seconds,
      };
      signal?.throwIfAborted();
      current.ended = false;
      history.push(logs);
      for (const callback of callbacks) await callback.onEpochEnd?.(logs, fit);
    }
    for (const callback of callbacks) await callback.onFitEnd?.(history, fit);
    await saver?.saveNow(() => capture(trainer.snapshot(), true));
    saver?.throwIfFailed();
    return history;
  } catch (error) {
    if (signal?.aborted && at.ended) await saver?.saveNow(() => capture(trainer.snapshot()));
    throw error;
  } finally {
    if (saver) signal?.removeEventListener('abort', saver.interrupt);
    await saver?.close();
  }
}

function noSums(outputs: readonly Output[]): Checkpoint['sums'] {
  return { loss: 0, losses: outputs.map(() => 0), samples: 0 };
}

/** An epoch in progress. */
interface EpochState extends Pick<Checkpoint, 'epoch' | 'done' | 'sums'> {
  states: MetricStates | undefined;
  /** All its steps are taken, and its validation isn't reported. */
  ended: boolean;
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

class RunningFit implements Fit {
  readonly metrics: Readonly<Record<string, MetricInfo>>;
  stopReason?: string;
  private isTraining = false;

  constructor(
    private readonly engine: Engine<Outputs>,
    private readonly trainer: Trainer,
    outputs: readonly Output[],
    validated: boolean,
  ) {
    const metrics = Object.fromEntries(outputs.map(({ name, metrics }) => [name, metrics]));
    const infos = Object.entries(metricInfo(metrics, Object.keys(metrics)));
    const validation = infos.map(([name, info]): [string, MetricInfo] => [`val_${name}`, info]);
    this.metrics = Object.fromEntries(validated ? [...infos, ...validation] : infos);
  }

  get learningRateFactor(): number {
    return this.engine.learningRateFactor;
  }

  setLearningRateFactor(factor: number): void {
    this.engine.setLearningRateFactor(factor);
  }

  stop(reason: string): void {
    this.stopReason ??= reason;
    if (this.isTraining) this.trainer.stop();
  }

  async getWeights(): ReturnType<Engine['getWeights']> {
    this.refuseDuringEpoch();
    return this.engine.getWeights();
  }

  async setWeights(...args: Parameters<Engine['setWeights']>): Promise<void> {
    this.refuseDuringEpoch();
    return this.engine.setWeights(...args);
  }

  /** Runs an epoch. */
  async training(epoch: () => Promise<void>): Promise<void> {
    this.isTraining = true;
    try {
      await epoch();
    } finally {
      this.isTraining = false;
    }
  }

  private refuseDuringEpoch(): void {
    if (!this.isTraining) return;
    throw new InputError(
      'The weights change during an epoch; use them in onFitBegin, onEpochEnd or onFitEnd.',
    );
  }
}

function gather({ data, shape }: NdArray, rows: Int32Array): Numbers {
  const size = data.length / shape[0];
  const gathered = new Float32Array(rows.length * size);
  rows.forEach((row, i) => gathered.set(data.subarray(row * size, (row + 1) * size), i * size));
  return gathered;
}

function splitValidation(
  { x, y }: Rows,
  validationData: Rows | undefined,
  { validationSplit }: FitOptions<Outputs>,
): { train: Rows; validation?: Rows } {
  if (validationData || !validationSplit) return { train: { x, y }, validation: validationData };
  const rows = x.shape[0];
  const split = Math.floor(rows * (1 - validationSplit));
  const slice = (begin: number, end: number): Rows => ({
    x: sliceRows(x, begin, end),
    y: y.map((array) => sliceRows(array, begin, end)),
  });
  return { train: slice(0, split), validation: slice(split, rows) };
}

function sliceRows({ data, shape }: NdArray, begin: number, end: number): NdArray {
  const size = shape.slice(1).reduce((a, b) => a * b, 1);
  return { data: data.subarray(begin * size, end * size), shape: [end - begin, ...shape.slice(1)] };
}
