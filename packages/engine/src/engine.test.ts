import * as tf from '@tensorflow/tfjs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { RandomState } from '@rnn-lab/random';
import { findProgram, outcomeOf, tfjsNodeIsThere, withTool } from '@rnn-lab/testing';
import { floats, labels, randomized, relativeError, sentences, using } from '../test/helpers';
import { Control } from './backend/threads/shared';
import type { CompileOptions, Engine, EngineName, FitOptions, MatMulName, NdArray } from './index';
import { createEngine, InputError, MATMUL_NAMES, NonFiniteLossError, UnsupportedModelError } from './index';

const WORDS = 40;
const LENGTH = 8;
const ROWS = 50;
const x = sentences(
  new RandomState(5),
  WORDS,
  LENGTH,
  Array.from({ length: ROWS }, (_, i) => i % (LENGTH + 1)),
);
const y = labels(new RandomState(6), ROWS);
const compile = { loss: 'binaryCrossentropy', metrics: ['accuracy'] } as const;

function sentimentModel(): tf.Sequential {
  return randomized(
    tf.sequential({
      layers: [
        tf.layers.embedding({ inputDim: WORDS, outputDim: 4, inputLength: LENGTH, name: 'embedding' }),
        tf.layers.lstm({ units: 5, recurrentActivation: 'sigmoid', name: 'lstm' }),
        tf.layers.dense({ units: 1, activation: 'sigmoid', name: 'dense' }),
      ],
    }),
  );
}

function fitOptions(options: Partial<FitOptions> = {}): FitOptions {
  return { epochs: 2, batchSize: 16, random: new RandomState(1), ...options };
}

function firstRows({ data, shape }: NdArray, rows: number): NdArray {
  return { data: data.slice(0, (rows * data.length) / shape[0]), shape: [rows, ...shape.slice(1)] };
}

type Parallel = Pick<CompileOptions, 'workers' | 'matmul'>;

async function trained(parallel: Parallel, options: Partial<FitOptions> = {}) {
  return using(createEngine('cpu', sentimentModel(), { ...compile, ...parallel }), async (engine) => {
    const history = await engine.fit(x, y, fitOptions(options));
    return {
      losses: history.map((logs) => [logs.train, logs.validation]),
      weights: await engine.getWeights(),
    };
  });
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

describe.each(MATMUL_NAMES)('cpu with several workers, matmul %s', (matmul) => {
  const THREAD_ENDED = /^An engine thread ended before its work was done.*; run it again/;
  const withTwoThreads = (
    action: (engine: Engine, workers: Worker[], control: Int32Array) => Promise<void>,
  ) =>
    using(createEngine('cpu', sentimentModel(), { ...compile, workers: 2, matmul }), (engine) => {
      const { threads } = engine as unknown as {
        threads: { workers: Worker[]; shared: { control: Int32Array } };
      };
      return action(engine, threads.workers, threads.shared.control);
    });

  it('rejects if one of its threads ends, now and later', () =>
    withTwoThreads(async (engine, workers) => {
      const onStepEnd = () => void workers[1].terminate();
      const fitted = engine.fit(x, y, fitOptions({ epochs: 100_000, onStepEnd }));
      await expect(fitted).rejects.toThrow(THREAD_ENDED);
      await expect(engine.predict(x)).rejects.toThrow(THREAD_ENDED);
    }));

  it('rejects if one of its threads ends while the other sleeps in the barrier', () =>
    withTwoThreads(async (engine, workers, control) => {
      const onStepEnd = ({ step }: { step: number }) => {
        if (step > 1) return;
        void workers[1].terminate();
        // This thread handles no events while it spins, so the other thread reaches the barrier and sleeps there.
        const sleeping = () => Atomics.load(control, Control.arrived) === 1;
        for (let since = performance.now(); performance.now() - since < 300;) {
          if (!sleeping()) since = performance.now();
        }
      };
      // Enough rows that the epoch is far from its end when its first steps are reported.
      const rows = 100_000;
      const many = sentences(new RandomState(5), WORDS, LENGTH, Array<number>(rows).fill(LENGTH));
      const fitted = engine.fit(
        many,
        labels(new RandomState(6), rows),
        fitOptions({ batchSize: 2, onStepEnd }),
      );
      await expect(fitted).rejects.toThrow(THREAD_ENDED);
      await expect(engine.fit(x, y, fitOptions())).rejects.toThrow(THREAD_ENDED);
    }));

  it('rejects the next command if one of its threads ended while idle', () =>
    withTwoThreads(async (engine, workers) => {
      await engine.fit(x, y, fitOptions());
      await workers[0].terminate();
      await expect(engine.predict(x)).rejects.toThrow(THREAD_ENDED);
      await expect(engine.fit(x, y, fitOptions())).rejects.toThrow(THREAD_ENDED);
    }));

  it('rejects pending and later commands when it is closed', () =>
    withTwoThreads(async (engine) => {
      const onStepEnd = () => void engine.close();
      const fitted = engine.fit(x, y, fitOptions({ epochs: 100_000, onStepEnd }));
      await expect(fitted).rejects.toThrow('The engine is closed.');
      await expect(engine.predict(x)).rejects.toThrow('The engine is closed.');
    }));

  const { test: testWithPrlimit } = withTool('prlimit', findProgram('prlimit') !== undefined);
  testWithPrlimit("rejects if its threads can't start", async () => {
    const program = join(__dirname, '../test/train-small.cjs');
    // Applied after Node.js has started: leaves no file descriptors for the threads.
    const child = spawn(process.execPath, [program, 'prlimit --nofile=24 --pid']);
    const { stdout, stderr, code } = await outcomeOf(child);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(THREAD_ENDED),
      expect.stringMatching(THREAD_ENDED),
      '',
    ]);
  });

  it.each([1, 2, 3])('gives the same numbers to the last bit in every run, with %i', async (workers) => {
    const options = { validationSplit: 0.2 };
    const first = await trained({ workers, matmul }, { ...options, random: new RandomState(9) });
    const second = await trained({ workers, matmul }, { ...options, random: new RandomState(9) });
    expect(second).toEqual(first);
  });

  it('refuses a batch that does not fit into memory', () => {
    const [rows, steps] = [2_000, 1_000];
    const layer = tf.layers.simpleRNN({
      units: 1_000,
      recurrentInitializer: 'zeros',
      inputShape: [steps, 1],
    });
    const model = tf.sequential({ layers: [layer, tf.layers.dense({ units: 1 })] });
    const inputs = { data: new Float32Array(rows * steps), shape: [rows, steps, 1] };
    const targets = { data: new Float32Array(rows), shape: [rows, 1] };
    return using(
      createEngine('cpu', model, { loss: 'meanSquaredError', workers: 2, matmul }),
      async (engine) => {
        const fitted = engine.fit(inputs, targets, fitOptions({ epochs: 1, batchSize: rows }));
        await expect(fitted).rejects.toThrow(InputError);
        await expect(fitted).rejects.toThrow(/use a smaller batch size, shorter rows or fewer workers\.$/);
      },
    );
  });

  it('trains batches with fewer rows than workers', async () => {
    const one = await trained(
      { workers: 1, matmul },
      { batchSize: 2, epochs: 1, random: new RandomState(9) },
    );
    const four = await trained(
      { workers: 4, matmul },
      { batchSize: 2, epochs: 1, random: new RandomState(9) },
    );
    one.weights.forEach((weight, i) =>
      expect(relativeError(four.weights[i].data, weight.data)).toBeLessThan(1e-4),
    );
  });
});

describe("a model that the engine cpu can't compile", () => {
  const { lstm, dense, dropout, embedding } = tf.layers;
  it.each<[string, tf.layers.Layer[], string]>([
    [
      'an unknown layer',
      [dense({ units: 2, inputShape: [3] }), dropout({ rate: 0.5, name: 'drop' }), dense({ units: 1 })],
      'the type of layer "drop" (Dropout)',
    ],
    [
      'an unknown activation',
      [dense({ units: 1, activation: 'elu', inputShape: [3], name: 'out' })],
      'activation "elu" of layer "out" (Dense)',
    ],
    [
      'dropout inside an LSTM',
      [
        lstm({ units: 2, dropout: 0.1, recurrentActivation: 'sigmoid', inputShape: [3, 1], name: 'memory' }),
        dense({ units: 1 }),
      ],
      'dropout 0.1 of layer "memory" (LSTM)',
    ],
    [
      "TensorFlow.js's default recurrent activation",
      [lstm({ units: 2, inputShape: [3, 1], name: 'memory' }), dense({ units: 1 })],
      'recurrentActivation "hardSigmoid" of layer "memory" (LSTM)',
    ],
    [
      'masking',
      [
        embedding({ inputDim: 3, outputDim: 2, inputLength: 3, maskZero: true, name: 'words' }),
        lstm({ units: 2, recurrentActivation: 'sigmoid' }),
        dense({ units: 1 }),
      ],
      'maskZero true of layer "words" (Embedding)',
    ],
    [
      'a regularizer',
      [dense({ units: 1, inputShape: [3], kernelRegularizer: 'l1l2', name: 'out' })],
      'of layer "out" (Dense)',
    ],
  ])('is refused with the layer and the engines that can: %s', async (_, layers, message) => {
    const error = await createEngine('cpu', tf.sequential({ layers }), { loss: 'meanSquaredError' }).catch(
      (error: unknown) => error,
    );
    expect(error).toBeInstanceOf(UnsupportedModelError);
    expect((error as Error).message).toContain(message);
    expect((error as Error).message).toContain('--engine tfjs-node or --engine tfjs');
  });

  it('is refused: cross-entropy without a sigmoid', async () => {
    const model = tf.sequential({ layers: [dense({ units: 1, inputShape: [3], name: 'out' })] });
    await expect(createEngine('cpu', model, { loss: 'binaryCrossentropy' })).rejects.toThrow(
      'binaryCrossentropy after activation "linear" of layer "out"',
    );
  });
});

describe('createEngine', () => {
  it('refuses invalid options', async () => {
    const model = sentimentModel();
    await expect(createEngine('cpu', model, { ...compile, workers: 0 })).rejects.toThrow(InputError);
    await expect(createEngine('cpu', model, { ...compile, optimizer: { learningRate: -1 } })).rejects.toThrow(
      InputError,
    );
  });

  it('reports how to install tfjs-node if its native part is missing', async () => {
    // Threads inherit --import from their process.
    const missing = `data:text/javascript,${encodeURIComponent(`
      import Module from 'node:module';
      const load = Module._load;
      Module._load = (name, ...rest) => {
        if (name === '@tensorflow/tfjs-node') throw new Error('no native part');
        return load(name, ...rest);
      };
    `)}`;
    const check = `
      const { checkEngine } = require('@rnn-lab/engine');
      checkEngine('tfjs-node').catch(({ name, message }) => console.log(name + ': ' + message));
    `;
    const child = spawn(process.execPath, ['--import', missing, '-e', check], { cwd: __dirname });
    expect(await outcomeOf(child)).toEqual({
      code: 0,
      stderr: '',
      stdout:
        "EngineUnavailableError: The engine tfjs-node can't be loaded (no native part); install its native part by " +
        '"npx nx run engine:install-tfjs-node", or use --engine cpu.\n',
    });
  });

  it('trains on floats without a time axis', () => {
    const random = new RandomState(1);
    const model = randomized(tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3] })] }));
    return using(
      createEngine('cpu', model, { loss: 'meanSquaredError', optimizer: { learningRate: 0.05 } }),
      async (engine) => {
        const inputs = floats(random, 64, 3);
        const targets: NdArray = {
          data: Float32Array.from({ length: 64 }, (_, i) => 2 * inputs.data[3 * i] - inputs.data[3 * i + 2]),
          shape: [64, 1],
        };
        const history = await engine.fit(inputs, targets, fitOptions({ epochs: 60 }));
        expect(history[59].train.loss).toBeLessThan(0.01 * history[0].train.loss);
        expect(history[0].train).not.toHaveProperty('accuracy');
      },
    );
  });
});
