import * as fc from 'fast-check';
import * as tf from '@tensorflow/tfjs';
import { RandomState } from '@rnn-lab/random';
import type { CompileOptions, NdArray, Outputs } from '../src';
import { outputNames } from '../src';
import { fromOutputs, randomized, toOutputs } from './helpers';
import { penaltiesOf } from './penalties';

type Layer = tf.layers.Layer;
type Config = Record<string, unknown>;

const ROWS = 5;
const STEPS = 4;
const WORDS = 9;

const { layers: L } = tf;
const zeros = { recurrentInitializer: 'zeros' } as const;

/** The kinds of layers; `layer` draws the supported ones more often. */
const KINDS: Readonly<Record<string, (config: Config) => Layer>> = {
  dense: (config) => L.dense({ units: 3, activation: 'tanh', ...config }),
  simpleRNN: (config) => L.simpleRNN({ units: 3, ...zeros, ...config }),
  lstm: (config) => L.lstm({ units: 2, recurrentActivation: 'sigmoid', ...zeros, ...config }),
  gru: (config) => L.gru({ units: 2, ...zeros, ...config }),
  bidirectional: (config) =>
    L.bidirectional({ layer: L.lstm({ units: 2, ...zeros, ...config }) as tf.RNN, mergeMode: 'concat' }),
  batchNormalization: () => L.batchNormalization({ epsilon: 0.01 }),
  layerNormalization: () => L.layerNormalization({}),
  activation: (config) => L.activation({ activation: 'tanh', ...config }),
  spatialDropout1d: () => L.spatialDropout1d({ rate: 0 }),
  globalMaxPooling1d: () => L.globalMaxPooling1d({}),
  globalAveragePooling1d: () => L.globalAveragePooling1d({}),
  conv1d: () => L.conv1d({ filters: 2, kernelSize: 1 }),
  timeDistributed: (config) => L.timeDistributed({ layer: L.dense({ units: 2, ...config }) }),
  masking: () => L.masking({ maskValue: 0 }),
  flatten: () => L.flatten(),
};

const l2 = { className: 'L1L2', config: { l1: 0, l2: 0.03 } };

const OPTIONS: readonly Config[] = [
  { activation: 'sigmoid' },
  { activation: 'linear' },
  { activation: 'relu' },
  { activation: 'elu' },
  { useBias: false },
  { trainable: false },
  { goBackwards: true },
  { kernelRegularizer: 'l1l2' },
  { kernelRegularizer: l2 },
  { recurrentRegularizer: l2, biasRegularizer: l2 },
  { recurrentRegularizer: 'l1l2' },
  { biasRegularizer: 'l1l2' },
  { kernelConstraint: 'nonNeg' },
  { recurrentActivation: 'hardSigmoid' },
];

const WIRINGS = ['chain', 'shared', 'branch', 'outputs', 'inputs', 'nested', 'frozen', 'sequential'] as const;
type Wiring = (typeof WIRINGS)[number];

export type DrawnLoss = 'meanSquaredError' | 'binaryCrossentropy';

/** Losses by output, too. */
export interface ReferenceLoss extends Pick<CompileOptions, 'lossWeights'> {
  loss: DrawnLoss | Readonly<Record<string, DrawnLoss>>;
}

interface LayerDraw {
  kind: string;
  sequences: boolean;
  option?: Config;
}

export interface ModelDraw {
  input: 'ids' | 'masked ids' | 'rows' | 'steps' | 'images';
  wiring: Wiring;
  layers: LayerDraw[];
  lastActivation: string;
  loss: DrawnLoss;
}

const layer = (sequences: boolean, oddness: number): fc.Arbitrary<LayerDraw> =>
  fc.record({
    kind: fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom('dense', 'simpleRNN', 'lstm', 'batchNormalization') },
      { weight: 1, arbitrary: fc.constantFrom(...Object.keys(KINDS)) },
    ),
    sequences: fc.constant(sequences),
    option: fc.oneof(
      { weight: 5, arbitrary: fc.constant(undefined) },
      { weight: oddness, arbitrary: fc.constantFrom(...OPTIONS) },
      { weight: 1, arbitrary: fc.constantFrom<Config>({ activation: 'sigmoid' }, { kernelRegularizer: l2 }) },
    ),
  });

/** Small models: plain chains, and everything that an engine could mistake for one, which `oddness` makes more frequent. */
export const randomModel = ({ oddness = 1 } = {}): fc.Arbitrary<ModelDraw> =>
  fc.record({
    input: fc.constantFrom('ids', 'ids', 'steps', 'steps', 'rows', 'masked ids', 'images'),
    wiring: fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom('chain', 'sequential') },
      { weight: 1, arbitrary: fc.constantFrom(...WIRINGS) },
    ),
    layers: fc
      .tuple(fc.array(layer(true, oddness), { maxLength: 2 }), layer(false, oddness))
      .map(([before, last]) => [...before, last]),
    lastActivation: fc.constantFrom('sigmoid', 'sigmoid', 'linear', 'tanh', 'none'),
    loss: fc.constantFrom<DrawnLoss>('meanSquaredError', 'binaryCrossentropy'),
  });

export function normalizesBatch({ layers }: ModelDraw): boolean {
  return layers.some(({ kind }) => kind === 'batchNormalization');
}

/** @throws Error if TensorFlow.js has no such model */
export function buildModel(draw: ModelDraw): tf.LayersModel {
  const make = ({ kind, sequences, option }: LayerDraw) =>
    KINDS[kind]({ ...(/rnn|lstm|gru|bi/i.test(kind) ? { returnSequences: sequences } : {}), ...option });
  const last =
    draw.lastActivation === 'none' ? [] : [L.dense({ units: 1, activation: draw.lastActivation as 'tanh' })];
  const front = draw.input.endsWith('ids')
    ? [L.embedding({ inputDim: WORDS, outputDim: 3, maskZero: draw.input === 'masked ids' })]
    : [];
  const layers = [...front, ...draw.layers.map(make), ...last];
  return randomized(wire(draw, layers));
}

function wire(draw: ModelDraw, layers: Layer[]): tf.LayersModel {
  const shape = inputShape(draw);
  const apply = (tensor: tf.SymbolicTensor, ...list: Layer[]) =>
    list.reduce((t, item) => item.apply(t) as tf.SymbolicTensor, tensor);
  const input = tf.input({ shape });
  const lastLayer = layers[layers.length - 1];
  switch (draw.wiring) {
    case 'sequential': {
      const model = tf.sequential({ layers: [L.inputLayer({ inputShape: shape }), ...layers] });
      return model;
    }
    case 'chain':
      return tf.model({ inputs: input, outputs: apply(input, ...layers) });
    case 'frozen': {
      const model = tf.model({ inputs: input, outputs: apply(input, ...layers) });
      model.trainable = false;
      lastLayer.trainable = true;
      return model;
    }
    case 'shared': {
      const shared = L.dense({ units: 3, activation: 'tanh' });
      const twice = apply(input, ...layers.slice(0, -1), L.dense({ units: 3 }), shared, shared, lastLayer);
      return tf.model({ inputs: input, outputs: twice });
    }
    case 'branch': {
      const hidden = apply(input, ...layers.slice(0, -1));
      const [a, b] = [apply(hidden, L.dense({ units: 3 })), apply(hidden, L.dense({ units: 3 }))];
      return tf.model({
        inputs: input,
        outputs: apply(L.add().apply([a, b]) as tf.SymbolicTensor, lastLayer),
      });
    }
    case 'outputs': {
      const output = apply(input, ...layers);
      return tf.model({ inputs: input, outputs: [output, apply(output, L.dense({ units: 1 }))] });
    }
    case 'inputs': {
      const other = tf.input({ shape });
      const both = L.add().apply([apply(input, ...layers), apply(other, ...layers)]) as tf.SymbolicTensor;
      return tf.model({ inputs: [input, other], outputs: both });
    }
    case 'nested': {
      const inner = tf.model({ inputs: input, outputs: apply(input, ...layers.slice(0, -1)) });
      const outer = tf.input({ shape });
      return tf.model({ inputs: outer, outputs: apply(outer, inner, lastLayer) });
    }
  }
}

function inputShape({ input }: ModelDraw): number[] {
  if (input.endsWith('ids')) return [STEPS];
  return { rows: [3], steps: [STEPS, 2], images: [2, STEPS, 2] }[input as 'rows' | 'steps' | 'images'];
}

/** Rows for the model's input and targets for its outputs. */
export function dataFor(draw: ModelDraw, model: tf.LayersModel): { x: NdArray; y: Outputs } {
  const random = new RandomState(11);
  const shape = [ROWS, ...inputShape(draw)];
  const size = (lengths: readonly number[]) => lengths.reduce((a, b) => a * b, 1);
  const data = draw.input.endsWith('ids')
    ? Int32Array.from(random.randint(0, WORDS, size(shape)) as ArrayLike<number>)
    : Float32Array.from(random.uniform(-1, 1, size(shape)) as Float64Array);
  const y = model.outputs.map((output): NdArray => {
    const shape = [ROWS, ...(output.shape.slice(1) as number[])];
    return { data: Float32Array.from(random.randint(0, 2, size(shape)) as ArrayLike<number>), shape };
  });
  return { x: { data, shape }, y: toOutputs(model, y) };
}

/** TensorFlow.js's own predictions by output, and its loss and gradients by weight, plus Keras's penalties. */
export function reference(
  model: tf.LayersModel,
  { loss, lossWeights = {} }: ReferenceLoss,
  { x, y }: { x: NdArray; y: Outputs },
): { predictions: Float32Array[]; loss: number; gradients: Map<string, Float32Array> } {
  const names = outputNames(model);
  const targets = fromOutputs(model, y);
  const lossOf = (name: string) => tf.metrics[typeof loss === 'string' ? loss : loss[name]];
  const tensors = (applied: unknown) => [applied].flat() as tf.Tensor[];
  const values = (tensor: tf.Tensor) => tensor.dataSync<'float32'>().slice();
  let result: ReturnType<typeof reference> | undefined;
  tf.tidy(() => {
    const input = tf.tensor(x.data, [...x.shape], x.data instanceof Int32Array ? 'int32' : 'float32');
    const predictions = tensors(model.predict(input)).map(values);
    const weights = model.getWeights().map((weight) => weight.clone());
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const { value, grads } = tf.variableGrads(
      () =>
        tensors(model.apply(input, { training: true }))
          .map((output, i) => {
            const { data, shape } = targets[i];
            const losses = lossOf(names[i])(tf.tensor(data, [...shape]), output);
            return losses.mean().mul(lossWeights[names[i]] ?? 1);
          })
          .reduce((sum, term) => sum.add(term)) as tf.Scalar,
      variables,
    );
    const penalties = penaltiesOf(model);
    result = {
      predictions,
      loss: value.dataSync()[0] + penalties.sum,
      gradients: new Map(
        model.trainableWeights.map(({ originalName, name }) => {
          const penalty = penalties.gradients.get(originalName);
          return [originalName, values(grads[name]).map((gradient, i) => gradient + (penalty?.[i] ?? 0))];
        }),
      ),
    };
    // Undoes what batch normalization did to its moving statistics.
    model.setWeights(weights);
  });
  return result as NonNullable<typeof result>;
}
