import * as tf from '@tensorflow/tfjs';
import { floats, sentences } from '../../../test/helpers';
import { testParity } from '../../../test/parity';

const { bidirectional, dense, embedding, gru, lstm, simpleRNN } = tf.layers;
const zeros = { recurrentInitializer: 'zeros' } as const;
const sequential = (...layers: tf.layers.Layer[]) => tf.sequential({ layers });

testParity({
  'on floats': {
    model: () => sequential(gru({ units: 5, ...zeros, inputShape: [6, 3] }), dense({ units: 1 })),
    x: (random) => floats(random, 9, 6, 3),
  },
  'one time step': {
    model: () => sequential(gru({ units: 5, ...zeros, inputShape: [1, 3] }), dense({ units: 1 })),
    x: (random) => floats(random, 4, 1, 3),
  },
  'on words with shared padding, sigmoid': {
    model: () =>
      sequential(
        embedding({ inputDim: 30, outputDim: 4, inputLength: 12 }),
        gru({ units: 5, recurrentActivation: 'sigmoid', ...zeros }),
        dense({ units: 1 }),
      ),
    x: (random) =>
      sentences(
        random,
        30,
        12,
        Array.from({ length: 60 }, (_, i) => (i < 6 ? 12 : i % 5)),
      ),
  },
  'on masked words': {
    model: () =>
      sequential(
        embedding({ inputDim: 30, outputDim: 4, inputLength: 8, maskZero: true }),
        gru({ units: 5, ...zeros, returnSequences: true }),
        gru({ units: 3, ...zeros }),
        dense({ units: 1 }),
      ),
    x: (random) => sentences(random, 30, 8, [8, 3, 0, 5, 1, 1, 7]),
  },
  'large enough for ONNX Runtime': {
    model: () => sequential(gru({ units: 64, ...zeros, inputShape: [5, 20] }), dense({ units: 1 })),
    x: (random) => floats(random, 40, 5, 20),
  },
  'backwards, without bias': {
    model: () =>
      sequential(
        gru({ units: 4, ...zeros, goBackwards: true, useBias: false, inputShape: [6, 3] }),
        dense({ units: 1 }),
      ),
    x: (random) => floats(random, 9, 6, 3),
  },
  'backwards with sequences, under other recurrent layers': {
    model: () =>
      sequential(
        gru({ units: 4, ...zeros, goBackwards: true, returnSequences: true, inputShape: [6, 3] }),
        lstm({ units: 3, ...zeros, goBackwards: true, returnSequences: true }),
        simpleRNN({ units: 3, ...zeros }),
        dense({ units: 1 }),
      ),
    x: (random) => floats(random, 9, 6, 3),
  },
  'inside Bidirectional': {
    model: () =>
      sequential(
        bidirectional({ layer: gru({ units: 4, ...zeros }) as tf.RNN, mergeMode: 'sum', inputShape: [6, 3] }),
        dense({ units: 1 }),
      ),
    x: (random) => floats(random, 9, 6, 3),
  },
});
