import * as tf from '@tensorflow/tfjs';

type Initializers = Record<'kernelInitializer' | 'recurrentInitializer' | 'biasInitializer', unknown>;
type Recurrent = tf.RNN & { cell: Initializers };

/**
 * TensorFlow.js's `bidirectional`, with seeded initializers: it copies the layer by its configuration for each direction, and
 * so replaces `orthogonal(random)` by its own. Here both directions draw from the layer's, the forward one first.
 */
export function bidirectional(args: Parameters<typeof tf.layers.bidirectional>[0]): tf.layers.Layer {
  const both = tf.layers.bidirectional(args);
  const { cell } = args.layer as Recurrent;
  const { forwardLayer, backwardLayer } = both as unknown as Record<
    'forwardLayer' | 'backwardLayer',
    Recurrent
  >;
  for (const direction of [forwardLayer, backwardLayer]) {
    for (const key of ['kernelInitializer', 'recurrentInitializer', 'biasInitializer'] as const) {
      direction.cell[key] = cell[key];
    }
  }
  return both;
}
