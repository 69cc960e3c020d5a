import { applyKerasMasks } from '@rnn-lab/models/layers';
import type * as tf from '@tensorflow/tfjs';
import { layerTree } from './layer-tree';
import { correctUnstackGradient } from './unstack-gradient';

/** Makes TensorFlow.js compute the model's layers as Keras does, where it doesn't by itself. */
export function adaptLayers(model: tf.LayersModel): void {
  for (const layer of layerTree(model.layers) as { unroll?: boolean; seed?: number }[]) {
    // TensorFlow.js ignores it, with a warning at every call.
    layer.unroll = false;
    // With a seed of its own, a layer would draw the same mask in every step.
    layer.seed = undefined;
  }
  applyKerasMasks(model.layers);
  correctUnstackGradient();
}
