import * as tf from '@tensorflow/tfjs';

/** Corrects the gradient of `unstack`, which recurrent layers use: TensorFlow.js's own fails if there is one time step. */
export function correctUnstackGradient(): void {
  tf.unregisterGradient('Unpack');
  tf.registerGradient({
    kernelName: 'Unpack',
    gradFunc: (dy, _, { axis }) => ({ value: () => tf.stack([dy].flat(), axis as number) }),
  });
}
