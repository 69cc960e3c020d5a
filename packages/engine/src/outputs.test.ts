import * as tf from '@tensorflow/tfjs';
import { RandomState } from '@rnn-lab/random';
import { tfjsNodeIsThere, withTool } from '@rnn-lab/testing';
import { floats, labels, randomized, relativeError, sentences, using } from '../test/helpers';
import { testParity } from '../test/parity';
import type { CompileOptions, Engine, EngineName, EpochLogs, FitOptions, NdArray, NdArrays } from './index';
import { createEngine, earlyStopping, InputError, metricInfo, NonFiniteLossError } from './index';

const { layers: L } = tf;
type Tensor = tf.SymbolicTensor;

const ROWS = 10;
const recurrent = { recurrentActivation: 'sigmoid', recurrentInitializer: 'zeros' } as const;

beforeAll(() => tf.enableProdMode());

/** The outputs `label`, [1] with sigmoid, and `value`, [2]; ids of 6 words. */
function twoHeads({ maskZero = false } = {}): tf.LayersModel {
  const inputs = tf.input({ shape: [6], dtype: 'int32' });
  const words = L.embedding({ inputDim: 20, outputDim: 3, maskZero }).apply(inputs);
  const memory = L.lstm({ units: 4, ...recurrent }).apply(words);
  const label = L.dense({ units: 1, activation: 'sigmoid', name: 'label' }).apply(memory) as Tensor;
  const value = L.dense({ units: 2, name: 'value' }).apply(memory) as Tensor;
  return tf.model({ inputs, outputs: [label, value] });
}

const ids = (random: RandomState) => sentences(random, 20, 6, [6, 2, 0, 3, 5, 1, 1, 4, 6, 2]);
const losses = { label: 'binaryCrossentropy', value: 'meanSquaredError' } as const;

testParity({
  'two outputs of rows with shared padding': {
    model: twoHeads,
    x: ids,
    loss: losses,
    lossWeights: { value: 0.3 },
  },
  'two outputs of masked rows': { model: () => twoHeads({ maskZero: true }), x: ids, loss: losses },
  'an output that other nodes read after the activation that its loss computes': {
    model: () => {
      const inputs = tf.input({ shape: [3] });
      const first = L.dense({ units: 2, activation: 'sigmoid', name: 'first' }).apply(inputs) as Tensor;
      const second = L.dense({ units: 2, activation: 'tanh', name: 'second' }).apply(first) as Tensor;
      const sum = L.add({ name: 'sum' }).apply([first, second, first]) as Tensor;
      return tf.model({ inputs, outputs: [first, second, sum] });
    },
    x: (random) => floats(random, 5, 3),
    loss: { first: 'binaryCrossentropy', second: 'meanSquaredError', sum: 'meanSquaredError' },
    lossWeights: { first: 2 },
  },
  'an output whose layer is applied elsewhere, too': {
    model: () => {
      const inputs = tf.input({ shape: [3] });
      const shared = L.dense({ units: 3, activation: 'sigmoid', name: 'shared' });
      const twice = shared.apply(shared.apply(inputs)) as Tensor;
      const other = L.dense({ units: 1, name: 'other' }).apply(shared.apply(inputs)) as Tensor;
      return tf.model({ inputs, outputs: [twice, other] });
    },
    x: (random) => floats(random, 5, 3),
    loss: { shared: 'binaryCrossentropy', other: 'meanSquaredError' },
  },
  'an output that nothing is trained by': {
    model: () => {
      const inputs = tf.input({ shape: [3] });
      const copy = L.dropout({ rate: 0, name: 'copy' }).apply(inputs) as Tensor;
      return tf.model({ inputs, outputs: [copy, L.dense({ units: 1 }).apply(inputs) as Tensor] });
    },
    x: (random) => floats(random, 5, 3),
  },
});

const random = new RandomState(3);
const x = ids(random);
const y = { label: labels(random, ROWS), value: floats(random, ROWS, 2) };
const compile: CompileOptions = {
  loss: losses,
  lossWeights: { value: 0.5 },
  metrics: { label: ['accuracy'], value: ['meanAbsoluteError', 'r2Score'] },
};
const NAMES = [
  'loss',
  'label_loss',
  'value_loss',
  'label_accuracy',
  'value_meanAbsoluteError',
  'value_r2Score',
];

function fitOptions(options: Partial<FitOptions<NdArrays>> = {}): FitOptions<NdArrays> {
  return { epochs: 2, batchSize: 4, random: new RandomState(1), ...options };
}

function withEngine<T>(
  name: EngineName,
  action: (engine: Engine<NdArrays>) => Promise<T>,
  options: Partial<CompileOptions> = {},
): Promise<T> {
  const engine = createEngine<NdArrays>(name, randomized(twoHeads()), { ...compile, ...options });
  return using(engine, action);
}

it("describes every value of an epoch's logs", () => {
  expect(Object.keys(metricInfo(compile.metrics, ['label', 'value'])).sort()).toEqual([...NAMES].sort());
  expect(metricInfo(compile.metrics, ['label', 'value'])).toMatchObject({
    value_loss: { better: 'lower' },
    label_accuracy: { better: 'higher' },
  });
  expect(metricInfo(['accuracy'], ['label'])).toEqual(metricInfo(['accuracy']));
});

const describeTfjsNode = withTool('tfjs-node', tfjsNodeIsThere()).describe;

describe('cpu', () => testEngine('cpu'));
describe('tfjs', () => testEngine('tfjs'));
describeTfjsNode('tfjs-node', () => testEngine('tfjs-node'));

function testEngine(name: EngineName): void {
  it('reports the weighted sum of the losses, and losses and metrics by output', () =>
    withEngine(name, async (engine) => {
      const steps: object[] = [];
      const validationData = [x, y] as const;
      const onStepEnd = (logs: object) => steps.push(logs);
      const [{ train, validation }] = await engine.fit(
        x,
        y,
        fitOptions({ epochs: 1, validationData, onStepEnd }),
      );
      expect(Object.keys(train).sort()).toEqual([...NAMES].sort());
      expect(steps).toHaveLength(3);
      for (const logs of [train, validation, ...steps] as EpochLogs['train'][]) {
        expect(Object.keys(logs)).toEqual(expect.arrayContaining(NAMES));
        expect(logs.loss).toBeCloseTo(logs['label_loss'] + 0.5 * logs['value_loss'], 10);
      }
      expect(await engine.evaluate(x, y)).toEqual(validation);
      const { label, value } = await engine.predict(x);
      expect([label.shape, value.shape]).toEqual([
        [ROWS, 1],
        [ROWS, 2],
      ]);
      const errors = Array.from(value.data, (output, i) => Math.abs(output - y.value.data[i]));
      expect(validation?.['value_meanAbsoluteError']).toBeCloseTo(
        errors.reduce((a, b) => a + b) / errors.length,
        5,
      );
    }));

  it('holds out the last rows of every output', () =>
    withEngine(name, async (engine) => {
      const [{ validation }] = await engine.fit(x, y, fitOptions({ epochs: 1, validationSplit: 0.3 }));
      const last = (array: NdArray) => slice(array, 7, ROWS);
      expect(await engine.evaluate(last(x), { label: last(y.label), value: last(y.value) })).toEqual(
        validation,
      );
    }));

  it('takes one loss and one list of metrics for all outputs', () =>
    withEngine(
      name,
      async (engine) => {
        const logs = await engine.evaluate(x, y);
        expect(Object.keys(logs)).toEqual([
          'loss',
          'label_loss',
          'value_loss',
          'label_meanAbsoluteError',
          'value_meanAbsoluteError',
        ]);
        expect(logs.loss).toBeCloseTo(logs['label_loss'] + logs['value_loss'], 10);
      },
      { loss: 'meanSquaredError', lossWeights: undefined, metrics: ['meanAbsoluteError'] },
    ));

  it('stops early by a value of one output', () =>
    withEngine(name, async (engine) => {
      const baseline = earlyStopping({ monitor: 'val_value_meanAbsoluteError', mode: 'max', minDelta: 1e6 });
      const options = fitOptions({ epochs: 9, validationSplit: 0.2, callbacks: [baseline] });
      expect(await engine.fit(x, y, options)).toHaveLength(2);
    }));

  it('names the output whose loss is not finite', () =>
    withEngine(name, async (engine) => {
      const bad = { ...y, value: { ...y.value, data: y.value.data.map(() => NaN) } };
      for (const work of [() => engine.fit(x, bad, fitOptions()), () => engine.evaluate(x, bad)]) {
        const error = await work().catch((error: unknown) => error);
        expect(error).toBeInstanceOf(NonFiniteLossError);
        expect(error).toMatchObject({ output: 'value', values: { output: 'value' } });
        expect((error as Error).message).toContain('loss of the output "value" became NaN at step');
      }
    }));

  it.each<[string, unknown, Partial<FitOptions<NdArrays>>?]>([
    ['y is one array, but the model has the outputs label, value; give one for each, by name.', y.label],
    ['y has nothing for the output "value"; the model has the outputs label, value.', { label: y.label }],
    ['y names "other", but the model has the outputs label, value.', { ...y, other: y.label }],
    ['y.value has the shape [10, 1] but the model needs [rows, 2]', { ...y, value: y.label }],
    ['x has 10 rows but y.label has 9', { ...y, label: slice(y.label, 0, 9) }],
    [
      'classWeight needs a model with one output, but the model has label, value',
      y,
      { classWeight: { 1: 2 } },
    ],
    ['y has nothing for the output "label"', y, { validationData: [x, { value: y.value }] }],
  ])('refuses %s', (...[message, targets, options]) =>
    withEngine(name, async (engine) => {
      const fit = engine.fit(x, targets as NdArrays, fitOptions(options));
      const error = await fit.catch((error: unknown) => error);
      expect(error).toBeInstanceOf(InputError);
      expect((error as Error).message).toContain(message);
    }),
  );

  it.each<[string, Partial<CompileOptions>]>([
    [
      'loss has nothing for the output "value"; the model has the outputs label, value.',
      { loss: { label: 'huber' } },
    ],
    [
      'loss names "other", but the model has the outputs label, value.',
      { loss: { ...losses, other: 'huber' } },
    ],
    ['lossWeights names "other", but the model has the outputs', { lossWeights: { other: 2 } }],
    ['lossWeights has NaN for the output "label"', { lossWeights: { label: NaN } }],
    ['metrics names "other", but the model has the outputs', { metrics: { other: ['accuracy'] } }],
  ])('refuses to compile: %s', async (message, options) => {
    const engine = createEngine(name, twoHeads(), { ...compile, ...options });
    const error = await engine.catch((error: unknown) => error);
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toContain(message);
  });

  it('refuses an output whose name makes another value of the logs', async () => {
    const inputs = tf.input({ shape: [2] });
    const outputs = ['val', 'b'].map((name) => L.dense({ units: 1, name }).apply(inputs) as Tensor);
    await expect(createEngine(name, tf.model({ inputs, outputs }), { loss: 'huber' })).rejects.toThrow(
      '"val_loss" would mean two things in the logs',
    );
  });
}

it.each([1, 2, 3])('trains like TensorFlow.js with %i workers', async (workers) => {
  const train = (engine: Engine<NdArrays>) => engine.fit(x, y, fitOptions({ validationSplit: 0.2 }));
  const [ours, expected] = await Promise.all([
    withEngine('cpu', train, { workers }),
    withEngine('tfjs', train),
  ]);
  const values = (history: EpochLogs[]) =>
    history.flatMap(({ train, validation }) =>
      NAMES.flatMap((name) => [train[name], validation?.[name] as number]),
    );
  expect(relativeError(values(ours), values(expected))).toBeLessThan(1e-4);
});

it('computes one output that is given by name', () =>
  using(
    createEngine<NdArray | NdArrays>('cpu', randomized(oneOutput()), {
      loss: { out: 'huber' },
      metrics: { out: ['r2Score'] },
    }),
    async (engine) => {
      const [rows, targets] = [floats(random, 5, 2), floats(random, 5, 1)];
      const logs = await engine.evaluate(rows, { out: targets });
      expect(logs).toEqual(await engine.evaluate(rows, targets));
      expect(Object.keys(logs)).toEqual(['loss', 'r2Score']);
      expect(await engine.predict(rows)).toMatchObject({ shape: [5, 1] });
    },
  ));

function oneOutput(): tf.LayersModel {
  return tf.sequential({ layers: [L.dense({ units: 1, inputShape: [2], name: 'out' })] });
}

function slice({ data, shape }: NdArray, begin: number, end: number): NdArray {
  const size = data.length / shape[0];
  return { data: data.slice(begin * size, end * size), shape: [end - begin, ...shape.slice(1)] };
}
