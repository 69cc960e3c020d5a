import * as tf from '@tensorflow/tfjs';
import { RandomState } from '@rnn-lab/random';
import { MaskedGlobalAveragePooling1D, MaskedGlobalMaxPooling1D } from '@rnn-lab/models';
import { floats, randomized, sentences, using } from '../../../test/helpers';
import { testParity } from '../../../test/parity';
import { createEngine } from '../../index';

const { bidirectional, concatenate, dense, embedding, globalAveragePooling1d, globalMaxPooling1d, lstm } =
  tf.layers;
type Tensor = tf.SymbolicTensor;

const over = (pooling: tf.layers.Layer) => () =>
  tf.sequential({
    layers: [
      lstm({ units: 5, recurrentInitializer: 'zeros', returnSequences: true, inputShape: [6, 3] }),
      pooling,
      dense({ units: 1 }),
    ],
  });

testParity({
  maximum: { model: over(globalMaxPooling1d({})), x: (random) => floats(random, 9, 6, 3) },
  average: { model: over(globalAveragePooling1d({})), x: (random) => floats(random, 9, 6, 3) },
  'maximum and average of masked words side by side, after a bidirectional layer': {
    model: () => {
      const input = tf.input({ shape: [8] });
      const words = embedding({ inputDim: 30, outputDim: 3, maskZero: true }).apply(input);
      const inner = lstm({ units: 4, recurrentInitializer: 'zeros', returnSequences: true }) as tf.RNN;
      const states = bidirectional({ layer: inner, mergeMode: 'concat' }).apply(words);
      const pooled = [new MaskedGlobalMaxPooling1D(), new MaskedGlobalAveragePooling1D()].map(
        (pooling) => pooling.apply(states) as Tensor,
      );
      const both = concatenate().apply(pooled);
      return tf.model({ inputs: input, outputs: dense({ units: 1 }).apply(both) as Tensor });
    },
    x: (random) => {
      const { data, shape } = sentences(random, 30, 8, [8, 3, 0, 5, 1, 1, 7, 2]);
      [2, 3, 7, 28].forEach((i) => (data[i] = 0));
      return { data, shape };
    },
  },
});

it('gives the gradient of equal maxima to one of them, like Keras in total', async () => {
  const random = new RandomState(1);
  const layers = [
    embedding({ inputDim: 4, outputDim: 3, inputLength: 5 }),
    globalMaxPooling1d({}),
    dense({ units: 1 }),
  ];
  const model = randomized(tf.sequential({ layers }));
  const once = { data: Int32Array.of(0, 0, 0, 0, 2), shape: [1, 5] };
  const often = { data: Int32Array.of(0, 2, 2, 2, 2), shape: [1, 5] };
  const y = floats(random, 1, 1);
  await using(createEngine('cpu', model, { loss: 'meanSquaredError' }), async (engine) => {
    expect(await engine.gradients(often, y)).toEqual(await engine.gradients(once, y));
  });
});
