import { loadDeaths } from '@rnn-lab/data';
import { clip, Standardization, windows } from '@rnn-lab/forecasting';
import {
  deathsLstm,
  glorotUniform,
  MaskedGlobalAveragePooling1D,
  MaskedGlobalMaxPooling1D,
  nsmcLstm,
  orthogonal,
  randomUniform,
  textBilstm,
} from '@rnn-lab/models';
import { RandomState } from '@rnn-lab/random';
import { ngramBags } from '@rnn-lab/text';
import * as tf from '@tensorflow/tfjs';
import { IMDB, makeWorkload, NSMC, NSMC_RAW } from './workload';
import type { Recipe, Workload } from './workload';

/** A model whose training step is timed, and what each peer calls it. */
export interface StepModel {
  name: string;
  batchSize: number;
  /** For the report: its layers. */
  layers: string;
  workload(steps: number): Promise<Workload>;
  /** Returns the same initial weights every time. */
  build(dropout: number): tf.LayersModel;
  dropout: number;
  /** Its name in `keras_models.py`; undefined if Keras isn't timed. */
  keras?: string;
  /** Its names in `torch_models.py`: one, or alternatives that are all timed. */
  torch: readonly string[];
  /** Why PyTorch computes another function, so that only its time is compared. */
  torchDiffers?: string;
  /**
   * Only the losses of this many steps are compared. Then the training becomes unstable, and rounding errors grow so much
   * that even two of our own numbers of workers part.
   */
  stableSteps?: number;
  /** Whether TensorFlow.js on TensorFlow's native kernels is timed too. */
  tfjsNode?: boolean;
}

const { bidirectional, concatenate, dense, dropout, embedding, gru, lstm } = tf.layers;

/** The weights are set later, and TensorFlow.js's orthogonal initializer takes minutes for 128 units. */
const RECURRENT = { recurrentActivation: 'sigmoid', recurrentInitializer: 'zeros' } as const;

/** The reviews' reference model. */
export function sentiment(recipe: Recipe): StepModel {
  const { length: maxLength, ...sizes } = recipe.sizes;
  return {
    ...textModel(recipe, '', 'LSTM', () => nsmcLstm({ ...sizes, maxLength, random: new RandomState(0) })),
    tfjsNode: true,
  };
}

export function gruModel(recipe: Recipe): StepModel {
  const { units } = recipe.sizes;
  const build = () => reviewClassifier(recipe, [gru({ units, ...RECURRENT })]);
  return {
    ...textModel(recipe, ' GRU', 'GRU', build),
    torchDiffers: 'its GRU applies the reset gate after the recurrent product',
  };
}

export function stacked(recipe: Recipe): StepModel {
  const { units } = recipe.sizes;
  const build = () =>
    reviewClassifier(recipe, [
      lstm({ units, ...RECURRENT, returnSequences: true }),
      lstm({ units, ...RECURRENT }),
    ]);
  return {
    ...textModel(recipe, ' stacked', 'LSTM', build),
    layers: architecture(recipe, `LSTM ${units} → LSTM ${units}`),
  };
}

export function pooledBiLstm(recipe: Recipe): StepModel {
  const { length, units, vocabularySize: inputDim, embeddingDimension: outputDim } = recipe.sizes;
  const rate = 0.4;
  const build = (rate: number) => {
    const input = tf.input({ shape: [length] });
    const words = embedding({ inputDim, outputDim, maskZero: true }).apply(input);
    const layer = lstm({ units, ...RECURRENT, returnSequences: true }) as tf.RNN;
    const states = bidirectional({ layer, mergeMode: 'concat' }).apply(words);
    const pooled = [new MaskedGlobalMaxPooling1D(), new MaskedGlobalAveragePooling1D()].map(
      (pooling) => pooling.apply(states) as tf.SymbolicTensor,
    );
    const dropped = dropout({ rate }).apply(concatenate().apply(pooled));
    const outputs = dense({ units: 1, activation: 'sigmoid' }).apply(dropped) as tf.SymbolicTensor;
    return withInitialWeights(tf.model({ inputs: input, outputs }));
  };
  return {
    ...textModel(recipe, ' BiLSTM', 'BiLSTM', build),
    layers: architecture(recipe, `BiLSTM ${units}, masked → maximum and mean → dropout ${rate}`),
    torch: ['packed BiLSTM', 'padded BiLSTM'],
    dropout: rate,
  };
}

/** The network of `trainer:nsmc-fast`: each word has its own vector and those of its n-grams. */
function subwords(recipe: Recipe): StepModel {
  const { length: maxLength, units, vocabularySize, embeddingDimension } = recipe.sizes;
  const rate = 0.4;
  const tableSize = 65_536;
  const lengths = new RandomState(0);
  const syllables = new RandomState(1);
  // Made-up morphemes of one to four of the 11,172 syllables.
  const words = Array.from({ length: vocabularySize - 2 }, () =>
    String.fromCharCode(...syllables.uniform(0xac00, 0xd7a4, 1 + lengths.randint(4))),
  );
  const bags = ngramBags(words, vocabularySize, { lengths: [2, 3], tableSize, bagSize: 24 });
  const build = (dropout: number) =>
    textBilstm({
      name: 'subwords',
      vocabularySize,
      embeddingDimension,
      ngrams: { tableSize, bags },
      units,
      dropout,
      maxLength,
      random: new RandomState(0),
    });
  return {
    ...textModel(recipe, ' subwords', 'BiLSTM', build),
    layers: architecture(
      recipe,
      `plus ${tableSize} n-grams → dropout ${rate} → BiLSTM ${units}, masked → maximum and mean → dropout ${rate}`,
    ),
    keras: undefined,
    torch: ['packed subwords', 'padded subwords'],
    dropout: rate,
  };
}

/** Every row has 400 words. */
export const IMDB_400: Recipe = {
  name: 'IMDB 400',
  sizes: { ...IMDB.sizes, length: 400 },
  lengths: Array.from({ length: 401 }, (_, words) => (words === 400 ? 1000 : 0)),
  balanced: true,
};

/** Whole epochs over 65 windows. */
export const DEATHS: StepModel = {
  name: 'deaths',
  batchSize: 32,
  layers: '7 × 1 → LSTM 100',
  async workload() {
    const [deaths] = (await loadDeaths()).columns;
    const values = clip(deaths.values, 2000);
    const { x, y } = windows(Standardization.fit(values).apply(values), 7);
    const data = { x: x.data, rowShape: [7, 1], y: y.data };
    return { ...data, batchSize: 32, loss: 'meanSquaredError', wholeEpochs: true };
  },
  build: () => deathsLstm({ windowLength: 7, units: 100, random: new RandomState(0) }),
  dropout: 0,
  stableSteps: 140,
  keras: 'LSTM',
  torch: ['LSTM'],
};

/** To add one, describe it here, and in `keras_models.py` and `torch_models.py` unless a model there has its layers. */
export const STEP_MODELS: readonly StepModel[] = [
  sentiment(NSMC),
  sentiment(IMDB),
  ...[gruModel, pooledBiLstm, stacked].flatMap((create) => [create(NSMC), create(IMDB)]),
  subwords(NSMC_RAW),
  { ...sentiment(IMDB_400), tfjsNode: false },
  DEATHS,
];

/** @param layer its recurrent layer, which is also its name in the Python files */
function textModel(recipe: Recipe, suffix: string, layer: string, build: StepModel['build']): StepModel {
  return {
    name: `${recipe.name}${suffix}`,
    batchSize: recipe.sizes.batchSize,
    layers: architecture(recipe, `${layer} ${recipe.sizes.units}`),
    workload: (steps) => Promise.resolve(makeWorkload(recipe, steps)),
    build,
    dropout: 0,
    keras: layer,
    torch: [layer],
  };
}

function architecture({ sizes }: Recipe, layers: string): string {
  const { length, embeddingDimension, vocabularySize } = sizes;
  return `${length} × ${embeddingDimension} → ${layers}, vocabulary ${vocabularySize}`;
}

function reviewClassifier({ sizes }: Recipe, recurrent: tf.layers.Layer[]): tf.LayersModel {
  const { length: inputLength, vocabularySize: inputDim, embeddingDimension: outputDim } = sizes;
  const layers = [
    embedding({ inputDim, outputDim, inputLength }),
    ...recurrent,
    dense({ units: 1, activation: 'sigmoid' }),
  ];
  return withInitialWeights(tf.sequential({ layers }));
}

/** Draws the kernels and embeddings like the reference models do; the biases stay. */
function withInitialWeights<Model extends tf.LayersModel>(model: Model): Model {
  const random = new RandomState(0);
  for (const weight of model.weights) {
    const create = weight.name.includes('recurrent_kernel')
      ? orthogonal
      : weight.name.includes('embeddings')
        ? randomUniform
        : glorotUniform;
    if (weight.shape.length === 2) weight.write(create(random).apply(weight.shape));
  }
  return model;
}
