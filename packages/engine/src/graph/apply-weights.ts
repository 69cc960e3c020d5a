import * as tf from '@tensorflow/tfjs';
import type { ModelSpec } from './model-spec';

/** Writes the flat vector of all weights into the Layers model. */
export function applyWeights(model: tf.LayersModel, spec: ModelSpec, flat: Float32Array): void {
  tf.tidy(() => {
    for (const { name, weights } of spec.layers) {
      const values = weights.map(({ offset, size, shape }) =>
        tf.tensor(flat.slice(offset, offset + size), [...shape]),
      );
      model.getLayer(name).setWeights(values);
    }
  });
}
