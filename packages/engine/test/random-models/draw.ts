import * as fc from 'fast-check';
import type { LossConfig, OptimizerOptions } from '../../src';
import type { Config, Kind, Kinds } from './kinds';
import { EXPANSIONS, MASKED_POOLINGS, MASKED_SEQUENCES, MERGES, POOLINGS, ROWS, SEQUENCES } from './kinds';
import { ODDITIES } from './oddities';

const { array, boolean, constant, constantFrom, oneof, option, record } = fc;

/** A layer of one of the kinds, named by its key. */
export interface LayerDraw {
  kind: string;
  config: Config;
  /** Whether it is applied to its own output once more, if that has its input's shape. */
  twice: boolean;
}

/** One layer, or several that read the same and are merged. */
export interface StageDraw {
  branches: readonly LayerDraw[];
  merge: keyof typeof MERGES;
  /** Whether what they read is merged with them. */
  residual: boolean;
}

export interface OutputDraw {
  loss: LossConfig;
  weight: number;
  units: number;
  activation: string;
  /** Whether the activation is a layer of its own. */
  separate: boolean;
  /** Whether it reads the output before it. */
  chained: boolean;
}

export interface ModelDraw {
  /** `masked`: an embedding with `maskZero`, or a layer `Masking`. */
  input: 'ids' | 'masked ids' | 'steps' | 'masked steps' | 'rows';
  /** Rows of a batch. */
  rows: number;
  steps: number;
  /** Of the input, if it is ids. */
  embeddings: readonly Config[];
  merge: keyof typeof MERGES;
  /** On the input's time steps, if it has any. */
  sequences: readonly StageDraw[];
  pooling: LayerDraw;
  onRows: readonly StageDraw[];
  /** Back to time steps, and to rows. */
  decoder?: { expansion: LayerDraw; sequences: readonly StageDraw[]; pooling: LayerDraw };
  outputs: readonly OutputDraw[];
  /** What the engine `cpu` refuses, by its key. */
  oddity?: keyof typeof ODDITIES;
  optimizer: OptimizerOptions;
}

const L2 = () => ({ className: 'L1L2', config: { l1: 0, l2: 0.03 } });
const rarely = (weight = 6) =>
  oneof({ weight, arbitrary: constant(false) }, { weight: 1, arbitrary: constant(true) });

/** L2 for all of the weights. */
const regularized = (regularizers: readonly string[]): Config =>
  Object.fromEntries(regularizers.map((key) => [key, L2()]));

const layerOf = (kind: string, { options, regularizers = [] }: Kind): fc.Arbitrary<LayerDraw> =>
  record({
    kind: constant(kind),
    config: fc
      .tuple(
        record(options, { requiredKeys: [] }),
        rarely().map((penalized) => (penalized ? regularized(regularizers) : {})),
        // Frozen, TensorFlow.js's batch normalization still uses the batch's statistics; Keras's doesn't.
        kind === 'batchNormalization'
          ? constant({})
          : rarely(9).map((frozen) => (frozen ? { trainable: false } : {})),
      )
      .map((parts): Config => Object.assign({}, ...parts)),
    twice: rarely(),
  });

const layer = (kinds: Kinds): fc.Arbitrary<LayerDraw> =>
  oneof(...Object.entries(kinds).map(([name, kind]) => layerOf(name, kind)));

const merge = constantFrom(...(Object.keys(MERGES) as (keyof typeof MERGES)[]));

const stages = (kinds: Kinds): fc.Arbitrary<StageDraw[]> =>
  array(
    record({
      branches: oneof(
        { weight: 3, arbitrary: array(layer(kinds), { minLength: 1, maxLength: 1 }) },
        { weight: 1, arbitrary: array(layer(kinds), { minLength: 2, maxLength: 2 }) },
      ),
      merge,
      residual: rarely(),
    }),
    { maxLength: 2 },
  );

const VALUES = ['meanSquaredError', 'meanAbsoluteError', 'huber'] as const;
const labelSmoothing = constantFrom(0, 0.2);

const output: fc.Arbitrary<OutputDraw> = record({
  loss: oneof(
    constantFrom(...VALUES).map((name) => ({ name })),
    record({ name: constant('huber' as const), delta: constantFrom(0.3, 2) }),
    record({ name: constant('binaryCrossentropy' as const), labelSmoothing }),
    record({ name: constant('categoricalCrossentropy' as const), labelSmoothing }),
    constant({ name: 'sparseCategoricalCrossentropy' as const }),
  ),
  weight: constantFrom(1, 0.5, 2),
  units: constantFrom(1, 2, 3),
  activation: constantFrom('linear', 'tanh', 'softplus', 'gelu', 'softmax'),
  separate: rarely(3),
  chained: boolean(),
}).map((drawn) => {
  const { name } = drawn.loss;
  if (name === 'binaryCrossentropy') return { ...drawn, activation: 'sigmoid' };
  if (!name.includes('ategorical')) return drawn;
  return { ...drawn, activation: 'softmax', units: Math.max(drawn.units, 2) };
});

/** ε is larger than by default, so that rounding errors of gradients near 0 don't decide a weight's direction. */
const epsilon = constant(1e-3);
const learningRate = constantFrom(0.05, 0.5);

const optimizer: fc.Arbitrary<OptimizerOptions> = fc
  .tuple(
    oneof(
      record({
        name: constant('sgd' as const),
        learningRate,
        momentum: constantFrom(0, 0.9),
        nesterov: boolean(),
      }),
      record({
        name: constant('rmsprop' as const),
        learningRate,
        epsilon,
        rho: constantFrom(0.9, 0.5),
        momentum: constantFrom(0, 0.9),
      }),
      record({
        name: constant('adagrad' as const),
        learningRate,
        initialAccumulatorValue: constantFrom(0.1, 1),
      }),
      record({ name: constant('adam' as const), learningRate, epsilon, beta1: constantFrom(0.9, 0.5) }),
      record({ name: constant('adamW' as const), learningRate, epsilon, weightDecay: constantFrom(0, 0.1) }),
    ),
    constantFrom<OptimizerOptions[]>({}, {}, { clipNorm: 0.1 }, { clipValue: 0.01 }, { globalClipNorm: 0.1 }),
  )
  .map(([own, clipping]) => ({ ...own, ...clipping }) as OptimizerOptions);

const masked = (input: ModelDraw['input']) => input.startsWith('masked');

/** Small models of everything that the engine `cpu` computes; one of `1 + usual` also has something that it refuses. */
export const randomModel = ({ usual = 6 } = {}): fc.Arbitrary<ModelDraw> =>
  constantFrom('ids', 'masked ids', 'steps', 'masked steps', 'rows')
    .chain((input) =>
      record({
        input: constant(input),
        rows: constantFrom(5, 1, 2, 9),
        steps: constantFrom(4, 1, 3),
        embeddings: array(
          record(
            {
              embeddingsRegularizer: constant(null).map(L2),
              trainable: constant(false),
              outputDim: constantFrom(2, 3),
              /** Of an `EmbeddingBag`, which has no regularizer. */
              bagSize: constantFrom(1, 3),
            },
            { requiredKeys: ['outputDim'] },
          ),
          { minLength: 1, maxLength: 2 },
        ),
        merge,
        sequences: stages(masked(input) ? MASKED_SEQUENCES : SEQUENCES),
        pooling: layer(masked(input) ? MASKED_POOLINGS : POOLINGS),
        onRows: stages(ROWS),
        decoder: option(
          record({ expansion: layer(EXPANSIONS), sequences: stages(SEQUENCES), pooling: layer(POOLINGS) }),
          { freq: 5 },
        ).map((drawn) => drawn ?? undefined),
        outputs: oneof(
          { weight: 3, arbitrary: array(output, { minLength: 1, maxLength: 1 }) },
          { weight: 1, arbitrary: array(output, { minLength: 2, maxLength: 3 }) },
        ),
        oddity: oneof(
          { weight: usual, arbitrary: constant(undefined) },
          { weight: 1, arbitrary: constantFrom(...(Object.keys(ODDITIES) as (keyof typeof ODDITIES)[])) },
        ),
        optimizer,
      }),
    )
    .map((draw) => draw as ModelDraw);

/** All layers of a draw, except those of the outputs. */
function layersOf({ sequences, pooling, onRows, decoder }: ModelDraw): LayerDraw[] {
  const stages = [...sequences, ...onRows, ...(decoder?.sequences ?? [])];
  const single = [pooling, ...(decoder ? [decoder.expansion, decoder.pooling] : [])];
  return [...stages.flatMap(({ branches }) => branches), ...single];
}

/** Whether masks of our own decide the result of training. */
export function dropsOut(draw: ModelDraw): boolean {
  const rates = ['rate', 'dropout', 'recurrentDropout'];
  return layersOf(draw).some(({ config }) => rates.some((key) => Number(config[key] ?? 0) > 0));
}
