import { RandomState } from '@rnn-lab/random';
import * as tf from '@tensorflow/tfjs';
import { bidirectional } from './bidirectional';
import { glorotUniform, orthogonal } from './initializers';

test.each(['lstm', 'gru', 'simpleRNN'] as const)(
  'both directions of %s draw from its initializers',
  (name) => {
    const random = new RandomState(4);
    const layer = tf.layers[name]({
      units: 3,
      kernelInitializer: glorotUniform(random),
      recurrentInitializer: orthogonal(random),
    }) as tf.RNN;
    const model = tf.sequential({
      layers: [bidirectional({ layer, mergeMode: 'concat', inputShape: [5, 2] })],
    });

    const expected = new RandomState(4);
    const [kernel, recurrent, , backwardKernel, backwardRecurrent] = model.getWeights();
    for (const [first, second] of [
      [kernel, recurrent],
      [backwardKernel, backwardRecurrent],
    ]) {
      expect(first.dataSync()).toEqual(glorotUniform(expected).apply(first.shape).dataSync());
      expect(second.dataSync()).toEqual(orthogonal(expected).apply(second.shape).dataSync());
    }
  },
);
