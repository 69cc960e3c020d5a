import { RandomState } from '@rnn-lab/random';
import * as tf from '@tensorflow/tfjs';
import { textBilstm } from './text-bilstm';

/** Words 1 and 2 share the n-gram of row 1. */
const BAGS = Float32Array.of(0, 0, 1, 2, 1, 0, 3, 4, 0, 0);

const build = (maxLength = 4, seed = 0) =>
  textBilstm({
    name: 'subword_bilstm',
    vocabularySize: 5,
    embeddingDimension: 3,
    ngrams: { tableSize: 6, bags: BAGS },
    units: 2,
    dropout: 0.5,
    maxLength,
    random: new RandomState(seed),
  });

// TensorFlow.js can't merge masks, so that the whole model is compared with it among the engine's tests.
it('pools the largest values and the means of both directions', () => {
  const model = build();
  expect(model.outputShape).toEqual([null, 1]);
  expect((model.getLayer('summary').output as tf.SymbolicTensor).shape).toEqual([null, 8]);
  expect(model.getLayer('ngrams').getWeights()[1].dataSync()).toEqual(BAGS);
});

it("adds the mean of a word's n-grams to its own vector", () => {
  const model = build(1);
  const weights = (name: string) => model.getLayer(name).getWeights()[0].arraySync() as unknown as number[][];
  const [words, ngrams] = [weights('words'), weights('ngrams')];
  const vectors = tf.model({
    inputs: model.inputs,
    outputs: model.getLayer('vectors').output as tf.SymbolicTensor,
  });
  const sum = (word: number, rows: number[]) =>
    words[word].map((w, i) =>
      expect.closeTo(
        w + rows.reduce((total, row) => total + ngrams[row][i], 0) / Math.max(1, rows.length),
        6,
      ),
    );
  const got = vectors.predict(tf.tensor2d([[1], [2], [3], [4]])) as tf.Tensor3D;
  expect(got.arraySync()).toEqual([[sum(1, [1, 2])], [sum(2, [1])], [sum(3, [3, 4])], [sum(4, [])]]);
});

it('draws all of its weights from the generator', () => {
  const [a, b, c] = [build(), build(), build(4, 1)].map((model) =>
    model.trainableWeights.map((weight) => weight.read().dataSync<'float32'>()),
  );
  expect(a).toEqual(b);
  a.forEach((weights, i) => {
    if (new Set(weights).size > 2) expect(weights).not.toEqual(c[i]);
  });
});

it('reads tokens without n-grams', () => {
  const model = textBilstm({
    name: 'syllables',
    vocabularySize: 5,
    embeddingDimension: 3,
    units: 2,
    dropout: 0,
    maxLength: 4,
    random: new RandomState(0),
  });
  expect(model.layers.map(({ name }) => name)).toEqual([
    'ids',
    'words',
    'dropout_vectors',
    'lstm',
    'max',
    'mean',
    'summary',
    'dropout_summary',
    'dense',
  ]);
  expect(model.outputShape).toEqual([null, 1]);
});

it('drops whole words', () => {
  const model = textBilstm({
    name: 'words',
    vocabularySize: 50,
    embeddingDimension: 3,
    units: 2,
    dropout: 0,
    wordDropout: 0.5,
    maxLength: 40,
    random: new RandomState(0),
  });
  const dropped = model.getLayer('dropout_words');
  const vectors = model.getLayer('words').apply(tf.range(1, 41, 1, 'int32').expandDims()) as tf.Tensor3D;
  const after = dropped.apply(vectors, { training: true }) as tf.Tensor3D;
  const [words, kept] = [vectors.arraySync()[0], after.arraySync()[0]];
  const states = kept.map((vector, i) => {
    if (vector.every((value) => value === 0)) return 'dropped';
    expect(vector).toEqual(words[i].map((value) => expect.closeTo(2 * value, 6)));
    return 'kept';
  });
  expect(new Set(states)).toEqual(new Set(['dropped', 'kept']));
});
