import * as tf from '@tensorflow/tfjs';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RandomState } from '@rnn-lab/random';
import { labels, sentences, using } from '../../test/helpers';
import { keras } from '../../test/keras-figures';
import { compile, fitOptions, LENGTH, ROWS, sentimentModel, WORDS, x, y } from '../../test/sentiment';
import type { Callback, CompileOptions, Engine, EpochLogs, Fit, NamedWeight } from '../index';
import {
  createEngine,
  csvLogger,
  earlyStopping,
  InputError,
  modelCheckpoint,
  NonFiniteLossError,
  reduceLearningRateOnPlateau,
} from '../index';

beforeAll(() => tf.enableProdMode());

/** Follows a curve of validation losses, as `follow` in keras_figures.py does. */
async function follow(callback: Callback, curve: readonly number[]) {
  let epoch = 0;
  const named = (value: number): NamedWeight[] => [
    { name: 'epoch', shape: [1], data: Float32Array.of(value) },
  ];
  const fit = {
    metrics: { loss: { better: 'lower' }, val_loss: { better: 'lower' } },
    stopped: false,
    stop: () => (fit.stopped = true),
    getWeights: async () => named(epoch),
    setWeights: async ([{ data }]: readonly NamedWeight[]) => void (epoch = data[0]),
    learningRateFactor: 1,
    setLearningRateFactor: (factor: number) => (fit.learningRateFactor = factor),
  };
  const rates: number[] = [];
  await callback.onFitBegin?.(fit as unknown as Fit);
  for (const [i, loss] of curve.entries()) {
    epoch = i + 1;
    const logs: EpochLogs = { epoch, step: epoch, seconds: 0, train: { loss: 0 }, validation: { loss } };
    await callback.onEpochEnd?.(logs, fit as unknown as Fit);
    rates.push(fit.learningRateFactor);
    if (fit.stopped) break;
  }
  await callback.onFitEnd?.([], fit as unknown as Fit);
  return { epochs: rates.length, weights: epoch, rates };
}

describe("on Keras's curves", () => {
  it('earlyStopping stops at the same epoch with the same weights', async () => {
    for (const { curve, earlyStopping: expected } of keras.callbacks) {
      const { options, ...followed } = expected;
      expect({ options, ...(await follow(earlyStopping(options), curve)) }).toEqual({ options, ...followed });
    }
  });

  it('reduceLearningRateOnPlateau takes the same learning rates', async () => {
    for (const { curve, plateau: expected } of keras.callbacks) {
      const { options, ...followed } = expected;
      const ours = await follow(reduceLearningRateOnPlateau(options), curve);
      expect({ options, ...ours }).toEqual({ options, ...followed });
    }
  });
});

describe('a metric that is NaN in the first epoch', () => {
  const curve = [NaN, 0.5, 0.4, 0.3, 0.35, 0.36];

  it('is surpassed by any number: earlyStopping', async () => {
    const stopped = await follow(earlyStopping({ patience: 2, restoreBestWeights: true }), curve);
    expect(stopped).toMatchObject({ epochs: 6, weights: 4 });
  });

  it('is surpassed by any number: reduceLearningRateOnPlateau', async () => {
    const { rates } = await follow(reduceLearningRateOnPlateau({ factor: 0.5, patience: 2 }), curve);
    expect(rates).toEqual([1, 1, 1, 1, 1, 0.5]);
  });
});

it('reduceLearningRateOnPlateau never reduces the factor to 0', async () => {
  const plateau = reduceLearningRateOnPlateau({ factor: 1e-200, patience: 1 });
  const { rates } = await follow(plateau, [1, 1, 1, 1]);
  expect(rates).toEqual([1, 1e-200, Number.MIN_VALUE, Number.MIN_VALUE]);
});

const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-callbacks-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Parallel = Pick<CompileOptions, 'workers' | 'matmul' | 'optimizer'>;

describe.each([
  { name: 'cpu', workers: 1, matmul: 'ort' },
  { name: 'cpu', workers: 2, matmul: 'wasm' },
  { name: 'cpu', workers: 3, matmul: 'wasm' },
  { name: 'tfjs', workers: 1, matmul: undefined },
] as const)('$name, $workers workers, matmul $matmul', ({ name, workers, matmul }) => {
  const withEngine = <T>(action: (engine: Engine) => Promise<T>, options: Parallel = {}) =>
    using(createEngine(name, sentimentModel(), { ...compile, workers, matmul, ...options }), action);
  const validationSplit = 0.2;

  it('calls every callback in order', () =>
    withEngine(async (engine) => {
      const calls: string[] = [];
      const callback = (label: string): Callback => ({
        onFitBegin: () => void calls.push(`${label} begin`),
        onStepEnd: ({ step }) => void calls.push(`${label} step ${step}`),
        onEpochEnd: async ({ epoch }) => void calls.push(`${label} epoch ${epoch}`),
        onFitEnd: ({ length }) => void calls.push(`${label} end ${length}`),
      });
      const own = { onStepEnd: () => void calls.push('own step') };
      const callbacks = [callback('a'), callback('b')];
      await engine.fit(x, y, fitOptions({ epochs: 1, batchSize: 30, callbacks, ...own }));
      expect(calls).toEqual([
        ...['a begin', 'b begin', 'own step', 'a step 1', 'b step 1', 'own step', 'a step 2', 'b step 2'],
        ...['a epoch 1', 'b epoch 1', 'a end 1', 'b end 1'],
      ]);
    }));

  it('restores the weights of the best epoch to the last bit', () =>
    withEngine(
      async (engine) => {
        const saved: { weights: NamedWeight[]; epoch: number }[] = [];
        const stopReasons: (string | undefined)[] = [];
        const history = await engine.fit(
          x,
          y,
          fitOptions({
            epochs: 60,
            validationSplit,
            callbacks: [
              earlyStopping({ patience: 3, restoreBestWeights: true }),
              modelCheckpoint({ save: (weights, { epoch }) => void saved.push({ weights, epoch }) }),
              { onFitEnd: (_history, fit) => void stopReasons.push(fit.stopReason) },
            ],
          }),
        );
        const losses = history.map(({ validation }) => validation?.loss as number);
        const best = losses.indexOf(Math.min(...losses)) + 1;
        expect(history).toHaveLength(best + 3);
        expect(stopReasons).toEqual(['val_loss has not improved for 3 epochs']);
        const last = saved[saved.length - 1];
        expect(last.epoch).toBe(best);
        expect(await engine.getWeights()).toEqual(last.weights);
        expect(await engine.evaluate(...tail())).toEqual(history[best - 1].validation);
      },
      // Overfits within a few epochs.
      { optimizer: { learningRate: 0.05 } },
    ));

  const tail = (): [typeof x, typeof y] => {
    const rows = ROWS * validationSplit;
    return [
      { data: x.data.slice(-rows * LENGTH), shape: [rows, LENGTH] },
      { data: y.data.slice(-rows), shape: [rows, 1] },
    ];
  };

  it('ends an epoch early: its steps count, its validation follows, and the fit resolves', () =>
    withEngine(async (engine) => {
      const rows = 3000;
      const many = sentences(new RandomState(5), WORDS, LENGTH, Array<number>(rows).fill(LENGTH));
      const targets = labels(new RandomState(6), rows);
      const losses: number[] = [];
      const stopAtOnce: Callback = {
        onStepEnd({ loss }, fit) {
          losses.push(loss);
          fit.stop('by the test');
        },
      };
      const options = fitOptions({
        epochs: 5,
        batchSize: 2,
        validationData: [x, y],
        callbacks: [stopAtOnce],
      });
      const history = await engine.fit(many, targets, options);
      expect(history).toHaveLength(1);
      const [{ step, train, validation }] = history;
      expect(step).toBe(losses.length);
      expect(step).toBeLessThan(rows / 2);
      expect((await engine.getOptimizerState()).step).toBe(step);
      expect(train.loss).toBeCloseTo(losses.reduce((a, b) => a + b, 0) / step, 10);
      expect(validation).toEqual(await engine.evaluate(x, y));
      await expect(engine.fit(x, y, fitOptions())).resolves.toHaveLength(2);
    }));

  it('halves the learning rate on a plateau, and trains on with it', async () => {
    const factors: number[] = [];
    const [plateau, plain] = await Promise.all(
      [[reduceLearningRateOnPlateau({ monitor: 'loss', factor: 0.5, patience: 1, minDelta: 100 })], []].map(
        (callbacks: Callback[]) =>
          withEngine(async (engine) => {
            const record: Callback = {
              onEpochEnd: (_logs, fit) => void factors.push(fit.learningRateFactor),
            };
            const seen: NamedWeight[][] = [];
            const weights: Callback = {
              onEpochEnd: async (_logs, fit) => void seen.push(await fit.getWeights()),
            };
            const batchSize = ROWS;
            const all = callbacks.length > 0 ? [...callbacks, record, weights] : [weights];
            await engine.fit(x, y, fitOptions({ epochs: 3, batchSize, callbacks: all }));
            return seen;
          }),
      ),
    );
    expect(factors).toEqual([1, 0.5, 0.25]);
    // The reduction after epoch 2 halves what the third one changes.
    expect(plateau.slice(0, 2)).toEqual(plain.slice(0, 2));
    const change = (seen: NamedWeight[][]) =>
      seen[2].flatMap(({ data }, i) => Array.from(data, (value, k) => value - seen[1][i].data[k]));
    const [ours, whole] = [change(plateau), change(plain)];
    ours.forEach((value, i) => expect(value).toBeCloseTo(whole[i] / 2, 6));
  });

  it('gives a callback the weights between epochs only', () =>
    withEngine(async (engine) => {
      const failures: unknown[] = [];
      const callback: Callback = {
        onStepEnd: (_logs, fit) => void fit.getWeights().catch((error: unknown) => failures.push(error)),
        onEpochEnd: async (_logs, fit) => {
          const weights = await fit.getWeights();
          await fit.setWeights(weights.map((weight) => ({ ...weight, data: weight.data.map(() => 0) })));
        },
      };
      await engine.fit(x, y, fitOptions({ epochs: 1, callbacks: [callback] }));
      expect(failures).toHaveLength(4);
      expect(failures[0]).toBeInstanceOf(InputError);
      for (const { data } of await engine.getWeights()) expect(data.every((value) => value === 0)).toBe(true);
    }));

  it('writes the CSV file of Keras', () =>
    withEngine(async (engine) => {
      const path = join(folder, `${name}-${workers}.csv`);
      const history = await engine.fit(x, y, fitOptions({ validationSplit, callbacks: [csvLogger(path)] }));
      const lines = readFileSync(path, 'utf8').split('\r\n');
      expect(lines).toEqual([
        'epoch,accuracy,loss,val_accuracy,val_loss',
        ...history.map(({ epoch, train, validation }) =>
          [epoch - 1, train.accuracy, train.loss, validation?.accuracy, validation?.loss].join(','),
        ),
        '',
      ]);
      await engine.fit(x, y, fitOptions({ epochs: 1, callbacks: [csvLogger(path)] }));
      expect(readFileSync(path, 'utf8')).toMatch(
        /^epoch,accuracy,loss,val_accuracy,val_loss\r\n0,[\d.]+,[\d.]+,NA,NA\r\n$/,
      );
    }));

  it('refuses to monitor what is not reported', () =>
    withEngine(async (engine) => {
      const fitted = engine.fit(x, y, fitOptions({ callbacks: [earlyStopping()] }));
      await expect(fitted).rejects.toThrow(InputError);
      await expect(fitted).rejects.toThrow('monitors "val_loss", but this fit reports only loss, accuracy.');
    }));

  it('fails if the loss of validation or of an evaluation is not finite', () =>
    withEngine(async (engine) => {
      const wrong = { ...y, data: y.data.map((value, i) => (i === 0 ? NaN : value)) };
      const error = await engine
        .fit(x, y, fitOptions({ validationData: [x, wrong] }))
        .catch((error: unknown) => error);
      expect(error).toBeInstanceOf(NonFiniteLossError);
      expect(error).toMatchObject({ step: 4, learningRate: 0.001 });
      expect((error as Error).message).toContain('The validation loss became NaN at step 4');
      await expect(engine.evaluate(x, wrong)).rejects.toThrow('The evaluated loss became NaN at step 4');
    }));
});

it.each<[string, () => Callback]>([
  ['patience of earlyStopping is -1; give a number from 0', () => earlyStopping({ patience: -1 })],
  ['mode of earlyStopping is "auto"', () => earlyStopping({ mode: 'auto' as 'min' })],
  ['factor of reduceLearningRateOnPlateau is 1', () => reduceLearningRateOnPlateau({ factor: 1 })],
  ['There is no option verbose for earlyStopping', () => earlyStopping({ verbose: 1 } as object)],
])('refuses: %s', (message, make) => {
  expect(make).toThrow(InputError);
  expect(make).toThrow(message);
});

it('monitors the direction that a metric declares', async () => {
  const metrics = { val_auc: { better: 'higher' } } as const;
  const stopped: string[] = [];
  const fit = { metrics, stop: (reason: string) => void stopped.push(reason) } as unknown as Fit;
  const callback = earlyStopping({ monitor: 'val_auc', patience: 1 });
  await callback.onFitBegin?.(fit);
  for (const [i, auc] of [0.5, 0.6, 0.7].entries()) {
    const logs: EpochLogs = {
      epoch: i + 1,
      step: 1,
      seconds: 0,
      train: { loss: 1 },
      validation: { loss: 1, auc },
    };
    await callback.onEpochEnd?.(logs, fit);
  }
  expect(stopped).toEqual([]);
});

it('refuses a learning-rate factor that is not a number above 0', () =>
  using(createEngine('cpu', sentimentModel(), compile), async (engine) => {
    expect(() => engine.setLearningRateFactor(NaN)).toThrow(InputError);
  }));
