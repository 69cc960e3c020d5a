import * as tf from '@tensorflow/tfjs';
import { EmbeddingBag, textBilstm } from '@rnn-lab/models';
import { RandomState } from '@rnn-lab/random';
import { randomized, relativeErrors, sentences, using } from '../../../test/helpers';
import { PARALLEL, testParity } from '../../../test/parity';
import { fitOptions } from '../../../test/sentiment';
import type { CompileOptions } from '../../index';
import { createEngine } from '../../index';
import { adaptLayers } from '../../reference/adapt-layers';

const { add, dense, embedding, lstm } = tf.layers;
const WORDS = 30;
const LENGTH = 8;
const LENGTHS = [8, 3, 0, 5, 1, 1, 7, 2];

/** The word's own vector plus the mean of its n-grams' vectors. */
function subwordModel(maskZero: boolean, trainable = true): tf.LayersModel {
  const input = tf.input({ shape: [LENGTH] });
  const sizes = { inputDim: WORDS, outputDim: 3, inputLength: LENGTH, maskZero };
  const bag = new EmbeddingBag({ ...sizes, tableSize: 12, bagSize: 4, trainable, name: 'ngrams' });
  const vectors = [embedding({ ...sizes, name: 'words' }), bag].map(
    (layer) => layer.apply(input) as tf.SymbolicTensor,
  );
  const states = lstm({ units: 4, recurrentInitializer: 'zeros', name: 'lstm' }).apply(
    add({ name: 'sum' }).apply(vectors),
  );
  const output = dense({ units: 1, activation: 'sigmoid', name: 'dense' }).apply(states);
  const model = tf.model({ inputs: input, outputs: output as tf.SymbolicTensor });
  adaptLayers(model);
  return model;
}

const texts = (random: RandomState) => sentences(random, WORDS, LENGTH, LENGTHS);

testParity({
  'bags of n-grams beside words': { model: () => subwordModel(false), x: texts },
  'bags of n-grams beside words, with padding masked': { model: () => subwordModel(true), x: texts },
  'bags alone': {
    model: () =>
      tf.sequential({
        layers: [
          new EmbeddingBag({ inputDim: WORDS, outputDim: 3, inputLength: LENGTH, tableSize: 5, bagSize: 2 }),
          lstm({ units: 4, recurrentInitializer: 'zeros' }),
          dense({ units: 1 }),
        ],
      }),
    x: texts,
  },
  'bags before a bidirectional LSTM with masked pooling': {
    model: () => {
      const bags = Float32Array.from({ length: 2 * WORDS }, (_, i) => (i < 2 ? 0 : (i * i) % 7));
      const sizes = { vocabularySize: WORDS, embeddingDimension: 3, units: 4, maxLength: LENGTH };
      const random = new RandomState(5);
      const model = textBilstm({
        name: 'text_bilstm',
        ...sizes,
        ngrams: { tableSize: 7, bags },
        dropout: 0,
        random,
      });
      adaptLayers(model);
      return model;
    },
    x: texts,
  },
  'bags that are frozen': { model: () => subwordModel(false, false), x: texts },
});

it.each([-1, 0.5, 12, NaN])('refuses %d as a row of a bag', async (row) => {
  const model = randomized(subwordModel(false));
  const [table, bags] = model.getLayer('ngrams').getWeights();
  const values = Float32Array.from(bags.dataSync());
  values[5] = row;
  model.getLayer('ngrams').setWeights([table, tf.tensor(values, bags.shape)]);
  await using(createEngine('cpu', model, { loss: 'binaryCrossentropy' }), async (engine) => {
    const x = texts(new RandomState(3));
    await expect(engine.predict(x)).rejects.toThrow(`rows of its table, 0 to 11, but has ${row}.`);
  });
});

it.each(PARALLEL)('trains like TensorFlow.js: %j', async (parallel) => {
  const model = randomized(subwordModel(true));
  const x = texts(new RandomState(3));
  const y = { data: Float32Array.from(LENGTHS, (length) => length % 2), shape: [LENGTHS.length, 1] };
  const compile: CompileOptions = {
    loss: 'binaryCrossentropy',
    optimizer: { name: 'adam', learningRate: 0.05 },
  };
  const train = async (name: 'cpu' | 'tfjs', options: Partial<CompileOptions> = {}) =>
    using(createEngine(name, model, { ...compile, ...options }), async (engine) => {
      await engine.fit(x, y, fitOptions({ epochs: 5, batchSize: 3, random: new RandomState(4) }));
      return engine.getWeights();
    });
  const [ours, theirs] = [await train('cpu', parallel), await train('tfjs')];
  expect(Math.max(...Object.values(relativeErrors(ours, theirs)))).toBeLessThan(1e-4);
});
