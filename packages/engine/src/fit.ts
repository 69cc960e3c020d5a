import { RandomState } from '@rnn-lab/random';
import { NonFiniteLossError } from './errors';
import { reportedLogs } from './metrics/logs';
import type { CompileOptions, EpochLogs, FitOptions, Logs, NdArray, StepLogs } from './types';

/** `StepLogs` as an engine reports them: every metric, and the seconds since the start of the epoch. */
export type StepRecord = Required<Omit<StepLogs, 'epoch'>>;

/** The part of a fit that an engine implements. */
export interface Trainer {
  /** Trains on the rows in the given order, one step per batch. Rejects as `Engine.fit` does. */
  epoch(order: Int32Array, onStep: (record: StepRecord) => void): Promise<void>;
  evaluate(x: NdArray, y: NdArray): Promise<Logs>;
}

/**
 * The training loop of Keras's `Model.fit`: takes the validation rows from the end before any shuffling; visits the
 * training rows once per epoch in a new random order, including the smaller last batch; reports means over samples; and
 * evaluates the validation rows after every epoch.
 *
 * @param prepare called once with the training rows, before the first epoch
 */
export async function runFit(
  x: NdArray,
  y: NdArray,
  options: FitOptions,
  metrics: CompileOptions['metrics'],
  prepare: (x: NdArray, y: NdArray) => Promise<Trainer>,
): Promise<EpochLogs[]> {
  const { train, validation } = splitValidation(x, y, options);
  const trainer = await prepare(...train);
  const order = Int32Array.from({ length: train[0].shape[0] }, (_, row) => row);
  const history: EpochLogs[] = [];
  let step = 0;
  let seconds = 0;

  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    options.random.shuffle(order);
    const sums = { loss: 0, accuracy: 0, samples: 0 };
    const before = seconds;
    await trainer.epoch(order, (logs) => {
      sums.loss += logs.loss * logs.batchSize;
      sums.accuracy += logs.accuracy * logs.batchSize;
      sums.samples += logs.batchSize;
      step = logs.step;
      seconds = before + logs.seconds;
      const { batchSize } = logs;
      options.onStepEnd?.({ ...reportedLogs(logs, metrics), step, batchSize, epoch, seconds });
    });
    options.signal?.throwIfAborted();
    const logs: EpochLogs = {
      epoch,
      step,
      train: reportedLogs(
        { loss: sums.loss / sums.samples, accuracy: sums.accuracy / sums.samples },
        metrics,
      ),
      validation: validation && (await trainer.evaluate(...validation)),
      seconds,
    };
    options.signal?.throwIfAborted();
    history.push(logs);
    await options.onEpochEnd?.(logs);
  }
  return history;
}

/** The seed of an epoch's dropout: the generator's next number, without advancing it. */
export function peek(random: RandomState): number {
  const copy = new RandomState(0);
  copy.setState(random.getState());
  return Math.floor(copy.rand() * 2 ** 32);
}

/** @throws NonFiniteLossError */
export function refuseNonFinite(loss: number, step: number, learningRate: number): void {
  if (!Number.isFinite(loss)) throw new NonFiniteLossError(loss, step, learningRate);
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
