import * as tf from '@tensorflow/tfjs';
import type { EmbeddingBagOptions } from '@rnn-lab/models';
import { EmbeddingBag } from '@rnn-lab/models';
import { RandomState } from '@rnn-lab/random';
import type { CompileOptions, NdArray, Outputs } from '../../src';
import { adaptLayers } from '../../src/reference/adapt-layers';
import { randomized, toOutputs } from '../helpers';
import type { LayerDraw, ModelDraw, OutputDraw, StageDraw } from './draw';
import type { Config, Kinds, Shape } from './kinds';
import { EXPANSIONS, MERGES, POOLINGS, ROWS, SEQUENCES } from './kinds';
import { ODDITIES } from './oddities';

type Tensor = tf.SymbolicTensor;

const { layers: L } = tf;
const WORDS = 9;
const FEATURES = 2;
/** What `Masking` masks. */
const MASK_VALUE = 0;

/** The message if layers of different time steps would be merged. */
export const NO_COMMON_AXIS = 'no common axis';

const outputName = (i: number) => `output${i}`;

/** @throws Error if TensorFlow.js has no such model */
export function buildModel(draw: ModelDraw): tf.LayersModel {
  return randomized(new Builder(draw, (config) => config).model());
}

/**
 * The same model with options that TensorFlow.js can compute: what it has in addition, `gamma` and `beta`, has the values
 * that change nothing.
 */
export function buildReference(draw: ModelDraw, model: tf.LayersModel): tf.LayersModel {
  const twin = new Builder(draw, computable).model();
  adaptLayers(twin);
  const values = new Map(model.weights.map((weight) => [weight.originalName, weight.read()]));
  for (const weight of twin.weights) {
    const value = values.get(weight.originalName);
    if (value) weight.write(value);
    else weight.trainable = false;
  }
  return twin;
}

function computable(config: Config): Config {
  return Object.fromEntries(Object.entries(config).filter(([key]) => key !== 'scale' && key !== 'center'));
}

class Builder {
  private count = 0;

  /** @param adapt of every layer's options */
  constructor(
    private readonly draw: ModelDraw,
    private readonly adapt: (config: Config) => Config,
  ) {}

  model(): tf.LayersModel {
    const { draw } = this;
    const input = tf.input({ shape: inputShape(draw), name: 'input' });
    let rows = input;
    if (draw.input !== 'rows') {
      const steps = this.stages(SEQUENCES, this.front(input), draw.sequences);
      rows = this.layer(POOLINGS, steps, draw.pooling);
    }
    rows = this.stages(ROWS, rows, draw.onRows);
    if (draw.decoder) {
      const { expansion, sequences, pooling } = draw.decoder;
      const steps = this.stages(SEQUENCES, this.layer(EXPANSIONS, rows, expansion), sequences);
      rows = this.layer(POOLINGS, steps, pooling);
    }
    if (draw.oddity) rows = ODDITIES[draw.oddity](rows);
    const outputs: Tensor[] = [];
    draw.outputs.forEach((output, i) => {
      outputs.push(this.output(i, output.chained ? (outputs.at(-1) ?? rows) : rows, output));
    });
    return tf.model({ inputs: input, outputs });
  }

  /** The embeddings, or the mask. */
  private front(input: Tensor): Tensor {
    const { input: kind, embeddings, merge } = this.draw;
    if (kind === 'steps') return input;
    if (kind === 'masked steps') return L.masking({ maskValue: MASK_VALUE }).apply(input) as Tensor;
    const maskZero = kind === 'masked ids';
    const inputLength = this.draw.steps;
    const tables = embeddings.map(({ bagSize, ...config }) => {
      const given = { ...config, inputDim: WORDS, inputLength, maskZero, name: this.name('embedding') };
      const layer =
        bagSize === undefined
          ? L.embedding(given as Parameters<typeof L.embedding>[0])
          : new EmbeddingBag({ ...given, tableSize: 7, bagSize } as EmbeddingBagOptions);
      return layer.apply(input) as Tensor;
    });
    return this.merge(merge, tables);
  }

  private stages(kinds: Kinds, input: Tensor, stages: readonly StageDraw[]): Tensor {
    return stages.reduce((tensor, { branches, merge, residual }) => {
      const applied = branches.map((branch) => this.layer(kinds, tensor, branch));
      return this.merge(merge, residual ? [tensor, ...applied] : applied);
    }, input);
  }

  private layer(kinds: Kinds, input: Tensor, { kind, config, twice }: LayerDraw): Tensor {
    const name = this.name(kind);
    const layer = kinds[kind].create({ ...this.adapt(config), name }, shapeOf(input));
    const output = layer.apply(input) as Tensor;
    return twice && output.shape.join() === input.shape.join() ? (layer.apply(output) as Tensor) : output;
  }

  /** Tensors of several shapes get features in common by a Dense layer each, unless they are concatenated. */
  private merge(kind: ModelDraw['merge'], tensors: readonly Tensor[]): Tensor {
    if (tensors.length === 1) return tensors[0];
    const shapes = new Set(tensors.map(({ shape }) => shape.join()));
    if (new Set(tensors.map(({ shape }) => shape[shape.length - 2])).size > 1)
      throw new Error(NO_COMMON_AXIS);
    const alike = shapes.size === 1 || kind === 'concatenate';
    const inputs = alike
      ? [...tensors]
      : tensors.map((each) => L.dense({ units: 3, name: this.name('dense') }).apply(each) as Tensor);
    return MERGES[kind]({ name: this.name(kind) }).apply(inputs) as Tensor;
  }

  private output(i: number, input: Tensor, { units, activation, separate }: OutputDraw): Tensor {
    const name = outputName(i);
    const given = { activation: activation as 'tanh' };
    if (!separate) return L.dense({ units, ...given, name }).apply(input) as Tensor;
    const z = L.dense({ units, name: `${name}_dense` }).apply(input);
    return L.activation({ ...given, name }).apply(z) as Tensor;
  }

  private name(kind: string): string {
    return `${kind}_${this.count++}`;
  }
}

const shapeOf = ({ shape }: Tensor) => shape.slice(1) as number[];

function inputShape({ input, steps }: ModelDraw): number[] {
  if (input === 'rows') return [3];
  return input.endsWith('ids') ? [steps] : [steps, FEATURES];
}

/** Rows for the model's input, and targets for its outputs' losses. */
export function dataFor(draw: ModelDraw, model: tf.LayersModel): { x: NdArray; y: Outputs } {
  const random = new RandomState(11);
  const x = inputFor(draw, random);
  const y = draw.outputs.map(({ loss: { name } }, i) => {
    const width = model.outputs[i].shape[1] as number;
    const shape = [draw.rows, width];
    if (name === 'sparseCategoricalCrossentropy') return integers(random, [draw.rows, 1], width);
    if (name === 'categoricalCrossentropy') return oneHot(integers(random, [draw.rows, 1], width), width);
    return name === 'binaryCrossentropy' ? integers(random, shape, 2) : floats(random, shape);
  });
  return { x, y: toOutputs(model, y) };
}

function inputFor(draw: ModelDraw, random: RandomState): NdArray {
  const shape = [draw.rows, ...inputShape(draw)];
  if (draw.input.endsWith('ids')) {
    const { data } = integers(random, shape, WORDS);
    return { data: Int32Array.from(data), shape };
  }
  const x = floats(random, shape);
  if (draw.input === 'masked steps') {
    const masked = integers(random, shape.slice(0, 2), 2);
    masked.data.forEach((masked, step) => {
      if (masked) x.data.fill(MASK_VALUE, step * FEATURES, (step + 1) * FEATURES);
    });
  }
  return x;
}

const sizeOf = (shape: Shape) => shape.reduce((a, b) => a * b, 1);

function floats(random: RandomState, shape: number[]): NdArray {
  return { data: Float32Array.from(random.uniform(-1, 1, sizeOf(shape)) as Float64Array), shape };
}

function integers(random: RandomState, shape: number[], end: number): NdArray {
  return { data: Float32Array.from(random.randint(0, end, sizeOf(shape)) as ArrayLike<number>), shape };
}

function oneHot({ data }: NdArray, width: number): NdArray {
  const hot = new Float32Array(data.length * width);
  data.forEach((target, row) => (hot[row * width + target] = 1));
  return { data: hot, shape: [data.length, width] };
}

export function compileOptions({ outputs, optimizer }: ModelDraw): CompileOptions {
  const byOutput = <T>(value: (output: OutputDraw) => T) =>
    Object.fromEntries(outputs.map((output, i) => [outputName(i), value(output)]));
  return {
    loss: byOutput(({ loss }) => loss),
    lossWeights: byOutput(({ weight }) => weight),
    optimizer,
  };
}
