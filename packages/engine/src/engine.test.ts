import * as tf from '@tensorflow/tfjs';
import { RandomState } from '@rnn-lab/random';
import { tfjsNodeIsThere, withTool } from '@rnn-lab/testing';
import { labels, relativeError, sentences, using } from '../test/helpers';
import { compile, fitOptions, LENGTH, ROWS, sentimentModel, WORDS, x, y } from '../test/sentiment';
import type { Engine, EngineName, FitOptions, MatMulName, NdArray } from './index';
import { createEngine, InputError, MATMUL_NAMES, NonFiniteLossError } from './index';

function firstRows({ data, shape }: NdArray, rows: number): NdArray {
  return { data: data.slice(0, (rows * data.length) / shape[0]), shape: [rows, ...shape.slice(1)] };
}

const describeTfjsNode = withTool('tfjs-node', tfjsNodeIsThere()).describe;

describe.each(MATMUL_NAMES)('cpu, matmul %s', (matmul) => testEngine('cpu', matmul));
describe('tfjs', () => testEngine('tfjs'));
describeTfjsNode('tfjs-node', () => testEngine('tfjs-node'));

function testEngine(name: EngineName, matmul?: MatMulName): void {
  const withEngine = <T>(action: (engine: Engine) => Promise<T>) =>
    using(createEngine(name, sentimentModel(), { ...compile, matmul }), action);

  it('reports what multiplies matrices', () =>
    withEngine(async (engine) => expect(engine.matmul).toBe(matmul)));

  it('trains on the smaller last batch too, and reports means over samples', () =>
    withEngine(async (engine) => {
      const steps: { loss: number; batchSize: number; step: number; epoch: number }[] = [];
      const history = await engine.fit(x, y, fitOptions({ onStepEnd: (logs) => steps.push(logs) }));
      expect(steps.map(({ batchSize }) => batchSize)).toEqual([16, 16, 16, 2, 16, 16, 16, 2]);
      expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      const second = steps.filter(({ epoch }) => epoch === 2);
      const mean = second.reduce((sum, { loss, batchSize }) => sum + loss * batchSize, 0) / ROWS;
      expect(history[1].train.loss).toBeCloseTo(mean, 12);
      expect(history.map(({ epoch, step }) => [epoch, step])).toEqual([
        [1, 4],
        [2, 8],
      ]);
    }));

  it('trains on all rows as one batch if the batch size is larger', () =>
    withEngine(async (engine) => {
      const sizes: number[] = [];
      const onStepEnd = (logs: { batchSize: number }) => sizes.push(logs.batchSize);
      await engine.fit(x, y, fitOptions({ epochs: 1, batchSize: 1_000_000, onStepEnd }));
      expect(sizes).toEqual([ROWS]);
    }));

  it('holds out the last rows for validation, before shuffling', () =>
    withEngine(async (engine) => {
      const [{ validation }] = await engine.fit(x, y, fitOptions({ epochs: 1, validationSplit: 0.2 }));
      const rest = (array: NdArray): NdArray => ({
        data: array.data.slice((40 * array.data.length) / ROWS),
        shape: [10, ...array.shape.slice(1)],
      });
      expect(await engine.evaluate(rest(x), rest(y))).toEqual(validation);
    }));

  it('continues exactly from saved weights and optimizer state', async () => {
    const whole = await withEngine(async (engine) => {
      await engine.fit(x, y, fitOptions());
      return engine.getWeights();
    });
    const random = new RandomState(1);
    const half = await withEngine(async (engine) => {
      await engine.fit(x, y, fitOptions({ epochs: 1, random }));
      return { weights: await engine.getWeights(), state: await engine.getOptimizerState() };
    });
    // Every epoch shuffles the previous epoch's order; the second fit starts from the rows' own order, so reorder them.
    const order = Int32Array.from({ length: ROWS }, (_, i) => i);
    new RandomState(1).shuffle(order);
    const inOrder = (array: NdArray): NdArray => {
      const size = array.data.length / ROWS;
      const data = array.data.slice();
      order.forEach((row, i) => data.set(array.data.subarray(row * size, (row + 1) * size), i * size));
      return { data, shape: array.shape };
    };
    const resumed = await withEngine(async (engine) => {
      await engine.setWeights(half.weights);
      await engine.setOptimizerState(half.state);
      await engine.fit(inOrder(x), inOrder(y), fitOptions({ epochs: 1, random }));
      return engine.getWeights();
    });
    expect(resumed).toEqual(whole);
  });

  it('writes the trained weights into the Layers model', async () => {
    const model = sentimentModel();
    await using(createEngine(name, model, { ...compile, matmul }), async (engine) => {
      await engine.fit(x, y, fitOptions());
      await engine.syncModel();
      const expected = await engine.predict(x);
      const actual = model.predict(tf.tensor2d(x.data, [ROWS, LENGTH], 'int32')) as tf.Tensor;
      expect(relativeError(actual.dataSync(), expected.data)).toBeLessThan(1e-5);
    });
  });

  it('stops between two steps when the signal is aborted', () =>
    withEngine(async (engine) => {
      const controller = new AbortController();
      const stop = () => controller.abort(new Error('stopped by the test'));
      await expect(
        engine.fit(x, y, fitOptions({ epochs: 10_000, signal: controller.signal, onStepEnd: stop })),
      ).rejects.toThrow('stopped by the test');
      const { step } = await engine.getOptimizerState();
      expect(step).toBeGreaterThan(0);
      expect(step).toBeLessThan(40_000);
      await expect(engine.fit(x, y, fitOptions({ epochs: 1 }))).resolves.toHaveLength(1);
    }));

  it('stops an evaluation and a prediction when the signal is aborted', () =>
    withEngine(async (engine) => {
      const rows = 20_000;
      const many = sentences(new RandomState(5), WORDS, LENGTH, Array<number>(rows).fill(LENGTH));
      const targets = labels(new RandomState(6), rows);
      for (const work of [
        (signal: AbortSignal) => engine.evaluate(many, targets, { signal }),
        (signal: AbortSignal) => engine.predict(many, { signal }),
      ]) {
        const controller = new AbortController();
        const working = work(controller.signal);
        controller.abort(new Error('stopped by the test'));
        await expect(working).rejects.toThrow('stopped by the test');
      }
      expect((await engine.predict(x)).data).toHaveLength(ROWS);
    }));

  it('rejects with what its callbacks throw, and can train again afterwards', () =>
    withEngine(async (engine) => {
      const fail = () => {
        throw new Error('thrown by the test');
      };
      await expect(engine.fit(x, y, fitOptions({ onStepEnd: fail }))).rejects.toThrow('thrown by the test');
      await expect(engine.fit(x, y, fitOptions({ onEpochEnd: fail }))).rejects.toThrow('thrown by the test');
      await expect(engine.fit(x, y, fitOptions({ epochs: 1 }))).resolves.toHaveLength(1);
    }));

  it('rejects at the first loss that is not finite, with step and learning rate', async () => {
    const model = sentimentModel();
    model.getLayer('dense').setWeights([tf.fill([5, 1], NaN), tf.zeros([1])]);
    await using(createEngine(name, model, { ...compile, matmul }), async (engine) => {
      const error = await engine.fit(x, y, fitOptions()).catch((error: unknown) => error);
      expect(error).toBeInstanceOf(NonFiniteLossError);
      expect(error).toMatchObject({ step: 1, learningRate: 0.001 });
    });
  });

  it.each<[string, () => [NdArray, NdArray, Partial<FitOptions>?]]>([
    [
      'x holds 40 in row 3, but the embedding has the rows 0 to 39',
      () => [{ ...x, data: x.data.map((id, i) => (i === 3 * LENGTH ? WORDS : id)) }, y],
    ],
    ['x holds -1 in row 0', () => [{ ...x, data: x.data.map((id, i) => (i === 0 ? -1 : id)) }, y]],
    ['x has 50 rows but y has 49', () => [x, firstRows(y, 49)]],
    [
      'x has the shape [50, 8, 1] but the model needs [rows, 8]',
      () => [{ ...x, shape: [ROWS, LENGTH, 1] }, y],
    ],
    ['x holds 392 numbers for the shape [50, 8]', () => [{ ...firstRows(x, 49), shape: [ROWS, LENGTH] }, y]],
    ['epochs is 0', () => [x, y, { epochs: 0 }]],
    ['batchSize is 1.5', () => [x, y, { batchSize: 1.5 }]],
    ['validationSplit is 1', () => [x, y, { validationSplit: 1 }]],
    ['No training rows are left of 1', () => [firstRows(x, 1), firstRows(y, 1), { validationSplit: 0.2 }]],
  ])('refuses bad input: %s', (message, data) =>
    withEngine(async (engine) => {
      const [badX, badY, options] = data();
      const error = await engine.fit(badX, badY, fitOptions(options)).catch((error: unknown) => error);
      expect(error).toBeInstanceOf(InputError);
      expect((error as Error).message).toContain(message);
    }),
  );
}
