import * as tf from '@tensorflow/tfjs';
import { floats, sentences } from '../../../test/helpers';
import type { ParityCase } from '../../../test/parity';
import { testParity } from '../../../test/parity';

const { bidirectional, dense, embedding, lstm } = tf.layers;
const LENGTH = 8;

function words(
  maskZero: boolean,
  returnSequences: boolean,
  mergeMode: 'concat' | 'sum' | 'mul' | 'ave',
): ParityCase {
  const layer = (returnSequences: boolean) =>
    bidirectional({
      layer: lstm({ units: 4, recurrentInitializer: 'zeros', returnSequences }) as tf.RNN,
      mergeMode,
    });
  return {
    model: () =>
      tf.sequential({
        layers: [
          embedding({ inputDim: 30, outputDim: 3, inputLength: LENGTH, maskZero }),
          ...(returnSequences ? [layer(true)] : []),
          layer(false),
          dense({ units: 1 }),
        ],
      }),
    x: (random) => sentences(random, 30, LENGTH, [8, 3, 0, 5, 1, 1, 7, 2]),
  };
}

testParity({
  'words, concat': words(false, false, 'concat'),
  'words, stacked, sum': words(false, true, 'sum'),
  'masked words, concat': words(true, false, 'concat'),
  'masked words, stacked, concat': words(true, true, 'concat'),
  'masked words, stacked, ave': words(true, true, 'ave'),
  'masked words, stacked, mul': words(true, true, 'mul'),
  'masked words, and masked words in the middle of a row': {
    ...words(true, true, 'concat'),
    x: (random) => {
      const { data, shape } = sentences(random, 30, LENGTH, [8, 8, 8, 8, 8]);
      [2, 3, 7, 8 + 7, 16, 17, 18, 30, 32, 33, 34, 35, 36, 37, 38, 39].forEach((i) => (data[i] = 0));
      return { data, shape };
    },
  },
  'layers with a slash in their names': {
    model: () => {
      const layer = lstm({ units: 3, recurrentInitializer: 'zeros', returnSequences: true, name: 'a/b' });
      return tf.sequential({
        layers: [
          bidirectional({ layer: layer as tf.RNN, mergeMode: 'concat', name: 'c/d', inputShape: [4, 3] }),
          lstm({ units: 2, recurrentInitializer: 'zeros', name: 'e/f' }),
          dense({ units: 1, name: 'g/h' }),
        ],
      });
    },
    x: (random) => floats(random, 6, 4, 3),
  },
  'floats, stacked': {
    model: () =>
      tf.sequential({
        layers: [
          bidirectional({
            layer: lstm({ units: 32, recurrentInitializer: 'zeros', returnSequences: true }) as tf.RNN,
            mergeMode: 'concat',
            inputShape: [5, 20],
          }),
          bidirectional({
            layer: lstm({ units: 16, recurrentInitializer: 'zeros' }) as tf.RNN,
            mergeMode: 'concat',
          }),
          dense({ units: 1 }),
        ],
      }),
    x: (random) => floats(random, 30, 5, 20),
  },
});
