import type * as tf from '@tensorflow/tfjs';

interface Regularizer {
  config: { l1: number; l2: number };
}

/** Keras's regularizers by the options that set them, and the weights that they penalize. */
const KINDS = {
  kernelRegularizer: /(?<!recurrent_)kernel$/,
  recurrentRegularizer: /recurrent_kernel$/,
  biasRegularizer: /bias$/,
  embeddingsRegularizer: /embeddings$/,
  gammaRegularizer: /gamma$/,
  betaRegularizer: /beta$/,
};

/** The regularizers of the trainable weights, once each, however often their layer is applied. */
export function regularizersOf(model: tf.LayersModel): Map<tf.LayerVariable, Regularizer['config']> {
  const trainable = new Set(model.trainableWeights);
  const result = new Map<tf.LayerVariable, Regularizer['config']>();
  const visit = (layer: tf.layers.Layer) => {
    const { layers } = layer as { layers?: tf.layers.Layer[] };
    if (layers) {
      layers.forEach(visit);
      return;
    }
    const wrapped = layer as { layer?: tf.layers.Layer; forwardLayer?: tf.layers.Layer };
    const config = (wrapped.layer ?? wrapped.forwardLayer ?? layer).getConfig();
    for (const [key, pattern] of Object.entries(KINDS)) {
      const regularizer = config[key] as unknown as Regularizer | undefined;
      if (!regularizer) continue;
      layer.weights
        .filter((weight) => pattern.test(weight.originalName) && trainable.has(weight))
        .forEach((weight) => result.set(weight, regularizer.config));
    }
  };
  visit(model);
  return result;
}

/** Keras's penalty of all weights, and its gradients by weight. */
export function penaltiesOf(model: tf.LayersModel): { sum: number; gradients: Map<string, Float32Array> } {
  let sum = 0;
  const gradients = new Map<string, Float32Array>();
  for (const [weight, { l1, l2 }] of regularizersOf(model)) {
    const w = weight.read().dataSync<'float32'>();
    for (const value of w) sum += l1 * Math.abs(value) + l2 * value * value;
    gradients.set(
      weight.originalName,
      w.map((value) => l1 * Math.sign(value) + 2 * l2 * value),
    );
  }
  return { sum, gradients };
}
