import * as tf from '@tensorflow/tfjs';
import type { Worker } from 'node:worker_threads';
import { RandomState } from '@rnn-lab/random';
import { within } from '@rnn-lab/testing';
import { floats, randomized, using } from '../../test/helpers';
import type { Engine, FitOptions } from '../index';
import { createEngine, EngineThreadError } from '../index';

const ENDED = /^An engine thread ended before its work was done/;

beforeAll(() => tf.enableProdMode());

/** One step takes about a second in pure JavaScript. */
function slowModel(): tf.LayersModel {
  const layer = tf.layers.simpleRNN({
    name: 'rnn',
    units: 250,
    recurrentInitializer: 'zeros',
    inputShape: [20, 10],
  });
  return randomized(tf.sequential({ layers: [layer, tf.layers.dense({ name: 'out', units: 1 })] }));
}

function smallModel(): tf.LayersModel {
  return randomized(
    tf.sequential({
      layers: [
        tf.layers.dense({ units: 1, inputShape: [20, 10] }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 1 }),
      ],
    }),
  );
}

const random = new RandomState(1);
const rows = 300;
const [x, y] = [floats(random, rows, 20, 10), floats(random, rows, 1)];

const open = (model: tf.LayersModel) => createEngine('tfjs', model, { loss: 'meanSquaredError' });
const fitOptions = (options: Partial<FitOptions> = {}): FitOptions => ({
  epochs: 100_000,
  batchSize: rows,
  random: new RandomState(1),
  ...options,
});

/** The engine's thread. */
const workerOf = (engine: Engine) => (engine as unknown as { thread: { worker: Worker } }).thread.worker;

/** Resolves when the worker has been computing for a while. */
function afterAWhile(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 500));
}

it('leaves the calling thread free while a step computes', () =>
  using(open(slowModel()), async (engine) => {
    const ticks: number[] = [];
    const timer = setInterval(() => ticks.push(performance.now()), 20);
    const steps: number[] = [performance.now()];
    await engine.fit(x, y, fitOptions({ epochs: 2, onStepEnd: () => steps.push(performance.now()) }));
    clearInterval(timer);
    steps.slice(1).forEach((end, i) => {
      const begin = steps[i];
      const during = ticks.filter((tick) => tick > begin && tick < end);
      // On a busy machine a timer may be late, but not by a whole step.
      expect(during.length).toBeGreaterThan(5);
    });
  }));

it.each<[string, (engine: Engine, signal: AbortSignal) => Promise<unknown>]>([
  ['fit', (engine, signal) => engine.fit(x, y, fitOptions({ signal }))],
  [
    'validation',
    (engine, signal) => engine.fit(x, y, fitOptions({ signal, epochs: 1, validationSplit: 0.99 })),
  ],
  ['evaluate', (engine, signal) => engine.evaluate(x, y, { signal })],
  ['predict', (engine, signal) => engine.predict(x, { signal })],
])('ends %s within a batch when aborted, and continues from the last complete step', (_, action) =>
  using(open(slowModel()), async (engine) => {
    const before = await engine.getWeights();
    const controller = new AbortController();
    const pending = action(engine, controller.signal);
    await afterAWhile();
    controller.abort(new Error('stopped by the test'));
    await expect(within(60, 'The rejection', pending)).rejects.toThrow('stopped by the test');

    const { step } = await engine.getOptimizerState();
    if (step === 0) expect(await engine.getWeights()).toEqual(before);
    const few = { data: x.data.subarray(0, 200), shape: [1, 20, 10] };
    expect((await within(60, 'A prediction', engine.predict(few))).shape).toEqual([1, 1]);
  }),
);

it('rejects at once if the signal is already aborted', () =>
  using(open(smallModel()), async (engine) => {
    const signal = AbortSignal.abort(new Error('stopped by the test'));
    await expect(engine.fit(x, y, fitOptions({ signal }))).rejects.toThrow('stopped by the test');
    await expect(engine.evaluate(x, y, { signal })).rejects.toThrow('stopped by the test');
    await expect(engine.predict(x, { signal })).rejects.toThrow('stopped by the test');
  }));

it('continues from the weights of the last complete step after the thread was ended', () =>
  using(open(slowModel()), async (engine) => {
    const controller = new AbortController();
    const onStepEnd = () => void setTimeout(() => controller.abort(new Error('stopped by the test')), 100);
    const fitted = engine.fit(x, y, fitOptions({ onStepEnd, signal: controller.signal }));
    await expect(within(60, 'The rejection', fitted)).rejects.toThrow('stopped by the test');
    const { step } = await engine.getOptimizerState();
    expect(step).toBeGreaterThan(0);

    const weights = await using(open(slowModel()), async (other) => {
      // Every epoch is one step.
      await other.fit(x, y, fitOptions({ epochs: step }));
      return other.getWeights();
    });
    expect(await engine.getWeights()).toEqual(weights);
    await within(60, 'A prediction', engine.predict(x, { batchSize: 10 }));
  }));

describe('a thread that ends', () => {
  it.each<[string, (engine: Engine) => void]>([
    ['is terminated', (engine) => void workerOf(engine).terminate()],
    ['throws an uncaught error', (engine) => workerOf(engine).postMessage(null)],
  ])('%s: the pending command and every later one are rejected', async (_, kill) => {
    const engine = await open(smallModel());
    const fitted = engine.fit(x, y, fitOptions({ onStepEnd: ({ step }) => step === 5 && kill(engine) }));
    await expect(within(60, 'The rejection', fitted)).rejects.toThrow(ENDED);
    await expect(engine.predict(x)).rejects.toBeInstanceOf(EngineThreadError);
    await expect(engine.evaluate(x, y)).rejects.toThrow(ENDED);
    await expect(engine.gradients(x, y)).rejects.toThrow(ENDED);
    await expect(engine.fit(x, y, fitOptions())).rejects.toThrow(ENDED);
    await within(60, 'close', engine.close());
  });

  it('while idle: every later command is rejected', async () => {
    const engine = await open(smallModel());
    await within(60, 'Its end', workerOf(engine).terminate());
    await expect(engine.predict(x)).rejects.toThrow(ENDED);
    await within(60, 'close', engine.close());
  });

  it('after close: the pending command and every later one are rejected', async () => {
    const engine = await open(slowModel());
    const fitted = engine.fit(x, y, fitOptions());
    const rejected = expect(fitted).rejects.toThrow(ENDED);
    await within(60, 'close', engine.close());
    await within(60, 'The rejection', rejected);
    await expect(engine.predict(x)).rejects.toThrow(ENDED);
    await within(60, 'close', engine.close());
  });
});
