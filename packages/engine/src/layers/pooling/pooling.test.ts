import * as tf from '@tensorflow/tfjs';
import { floats } from '../../../test/helpers';
import { testParity } from '../../../test/parity';

const { dense, globalAveragePooling1d, globalMaxPooling1d, lstm } = tf.layers;

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
});
