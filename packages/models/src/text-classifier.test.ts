import { RandomState } from '@rnn-lab/random';
import * as tf from '@tensorflow/tfjs';
import { RECURRENT_LAYERS } from './recurrent-layers';
import { textClassifier } from './text-classifier';

const options = {
  vocabularySize: 20,
  embeddingDimension: 4,
  layers: 2,
  units: 3,
  dropout: 0.5,
  classes: 3,
  maxLength: 6,
};

describe.each(RECURRENT_LAYERS)('a text classifier of %s', (recurrent) => {
  const build = (seed = 0) => textClassifier({ ...options, recurrent, random: new RandomState(seed) });

  it('gives probabilities that do not depend on padding', () => {
    const model = build();
    const rows = [
      [0, 0, 0, 7, 2, 9],
      [0, 0, 0, 0, 2, 9],
    ];
    const [first, second] = (model.predict(tf.tensor2d(rows)) as tf.Tensor2D).arraySync();
    for (const row of [first, second]) expect(row.reduce((sum, value) => sum + value)).toBeCloseTo(1, 5);
    expect(first).not.toEqual(second);
    const short = textClassifier({ ...options, recurrent, maxLength: 2, random: new RandomState(0) });
    const [unpadded] = (short.predict(tf.tensor2d([[2, 9]])) as tf.Tensor2D).arraySync();
    unpadded.forEach((value, i) => expect(value).toBeCloseTo(second[i], 5));
  });

  it('draws all of its weights from the generator', () => {
    const [a, b, c] = [build(), build(), build(1)].map((model) =>
      model.getWeights().map((w) => w.dataSync()),
    );
    expect(a).toEqual(b);
    a.forEach((weights, i) => {
      if (new Set(weights).size > 2) expect(weights).not.toEqual(c[i]);
    });
  });
});

it('has no dropout if the rate is 0', () => {
  const model = textClassifier({ ...options, recurrent: 'gru', dropout: 0, random: new RandomState(0) });
  expect(model.layers.map(({ name }) => name)).toEqual(['embedding', 'gru_1', 'gru_2', 'dense']);
});
