import { RandomState } from '@rnn-lab/random';
import type { Callback, Fit } from './callbacks/callback';
import { rowWeights } from './class-weight';
import { InputError, NonFiniteLossError } from './errors';
import { MetricStates } from './metrics/measure';
import type { Metric, MetricInfo, Numbers } from './metrics/metric';
import type { Engine, EpochLogs, FitOptions, Logs, NdArray, StepLogs } from './types';

/** A step as an engine reports it. `seconds` since the start of the epoch. */
export interface StepRecord extends Pick<StepLogs, 'loss' | 'step' | 'batchSize' | 'seconds'> {
  /** The batch's predictions, [batchSize × outputs]; undefined if no metric needs them. */
  predictions?: Float32Array;
}

/** The rows to train on. */
export interface TrainingRows {
  x: NdArray;
  y: NdArray;
  /** Factors of the rows' losses. */
  weights?: Float32Array;
}

/** The part of a fit that an engine implements. */
export interface Trainer {
  /** Trains on the rows in the given order, one step per batch. Rejects as `Engine.fit` does. */
  epoch(order: Int32Array, onStep: (record: StepRecord) => void): Promise<void>;
  /** Ends the current epoch early, as a success. */
  stop(): void;
  evaluate(x: NdArray, y: NdArray): Promise<Logs>;
}

/** What a fit measures. */
export interface Measured {
  metrics: readonly Metric[];
  /** Outputs per row. */
  width: number;
}

/**
 * The training loop of Keras's `Model.fit`: takes the validation rows from the end before any shuffling; visits the
 * training rows once per epoch in a new random order, including the smaller last batch; reports the loss as a mean over
 * samples, and the metrics of all the epoch's predictions; and evaluates the validation rows after every epoch.
 *
 * @param prepare called once with the training rows, before the first epoch
 */
export async function runFit(
  engine: Engine,
  { metrics, width }: Measured,
  x: NdArray,
  y: NdArray,
  options: FitOptions,
  prepare: (rows: TrainingRows) => Promise<Trainer>,
): Promise<EpochLogs[]> {
  const { train, validation } = splitValidation(x, y, options);
  const [trainX, trainY] = train;
  const trainer = await prepare({ x: trainX, y: trainY, weights: rowWeights(trainY, options.classWeight) });
  const order = Int32Array.from({ length: trainX.shape[0] }, (_, row) => row);
  const callbacks: readonly Callback[] = [options, ...(options.callbacks ?? [])];
  const fit = new RunningFit(engine, trainer, metrics, validation !== undefined);
  const history: EpochLogs[] = [];
  let step = 0;
  let seconds = 0;

  for (const callback of callbacks) await callback.onFitBegin?.(fit);
  for (let epoch = 1; epoch <= options.epochs && fit.stopReason === undefined; epoch++) {
    options.random.shuffle(order);
    const states = new MetricStates(metrics, width);
    const sums = { loss: 0, samples: 0 };
    const before = seconds;
    const onStep = ({ loss, batchSize, predictions, ...record }: StepRecord) => {
      const logs: Logs = { loss };
      if (predictions) {
        const targets = gather(trainY, order.subarray(sums.samples, sums.samples + batchSize));
        const batch = new MetricStates(metrics, width);
        for (const part of [states, batch]) part.update(targets, predictions);
        Object.assign(logs, batch.results());
      }
      sums.loss += loss * batchSize;
      sums.samples += batchSize;
      step = record.step;
      seconds = before + record.seconds;
      const stepLogs: StepLogs = { ...logs, step, batchSize, epoch, seconds };
      for (const callback of callbacks) callback.onStepEnd?.(stepLogs, fit);
    };
    await fit.training(() => trainer.epoch(order, onStep));
    options.signal?.throwIfAborted();
    if (sums.samples === 0) break;
    const logs: EpochLogs = {
      epoch,
      step,
      train: { loss: sums.loss / sums.samples, ...states.results() },
      validation: validation && (await trainer.evaluate(...validation)),
      seconds,
    };
    options.signal?.throwIfAborted();
    history.push(logs);
    for (const callback of callbacks) await callback.onEpochEnd?.(logs, fit);
  }
  for (const callback of callbacks) await callback.onFitEnd?.(history, fit);
  return history;
}

/** The seed of an epoch's dropout: the generator's next number, without advancing it. */
export function peek(random: RandomState): number {
  const copy = new RandomState(0);
  copy.setState(random.getState());
  return Math.floor(copy.rand() * 2 ** 32);
}

/** @throws NonFiniteLossError */
export function refuseNonFinite(
  ...[loss, ...details]: ConstructorParameters<typeof NonFiniteLossError>
): void {
  if (!Number.isFinite(loss)) throw new NonFiniteLossError(loss, ...details);
}

class RunningFit implements Fit {
  readonly metrics: Readonly<Record<string, MetricInfo>>;
  stopReason?: string;
  private isTraining = false;

  constructor(
    private readonly engine: Engine,
    private readonly trainer: Trainer,
    metrics: readonly Metric[],
    validated: boolean,
  ) {
    const infos: [string, MetricInfo][] = [
      ['loss', { better: 'lower' }],
      ...metrics.map((metric): [string, MetricInfo] => [metric.name, metric]),
    ];
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

type Data = [x: NdArray, y: NdArray];

function splitValidation(x: NdArray, y: NdArray, options: FitOptions): { train: Data; validation?: Data } {
  if (options.validationData) return { train: [x, y], validation: [...options.validationData] };
  if (!options.validationSplit) return { train: [x, y] };
  const rows = x.shape[0];
  const split = Math.floor(rows * (1 - options.validationSplit));
  return {
    train: [sliceRows(x, 0, split), sliceRows(y, 0, split)],
    validation: [sliceRows(x, split, rows), sliceRows(y, split, rows)],
  };
}

function sliceRows({ data, shape }: NdArray, begin: number, end: number): NdArray {
  const size = shape.slice(1).reduce((a, b) => a * b, 1);
  return { data: data.subarray(begin * size, end * size), shape: [end - begin, ...shape.slice(1)] };
}
