import type * as tf from '@tensorflow/tfjs';

export interface WeightSpec {
  /** Keras's name, `<layer>/<weight>`. */
  name: string;
  shape: readonly number[];
  size: number;
  /** Where it begins in the flat vector of all weights. */
  offset: number;
}

export interface LayerSpec {
  className: string;
  name: string;
  /** The layer's `getConfig()`. */
  config: Readonly<Record<string, unknown>>;
  weights: readonly WeightSpec[];
}

/** A Layers model as plain data, so that a worker thread can compile it. */
export interface ModelSpec {
  name: string;
  /** Without the batch axis. */
  inputShape: readonly number[];
  outputShape: readonly number[];
  layers: readonly LayerSpec[];
  /** Number of all weights. */
  size: number;
}

export function modelSpec(model: tf.LayersModel): ModelSpec {
  let size = 0;
  const layers = model.layers
    .filter((layer) => layer.getClassName() !== 'InputLayer')
    .map((layer) => ({
      className: layer.getClassName(),
      name: layer.name,
      config: layer.getConfig() as Record<string, unknown>,
      weights: layer.weights.map((weight): WeightSpec => {
        const shape = weight.shape as number[];
        const count = shape.reduce((a, b) => a * b, 1);
        const offset = size;
        size += count;
        return { name: weightName(layer.name, weight.originalName), shape, size: count, offset };
      }),
    }));
  return {
    name: model.name,
    inputShape: (model.inputs[0].shape as number[]).slice(1),
    outputShape: (model.outputs[0].shape as number[]).slice(1),
    layers,
    size,
  };
}

/** TensorFlow.js numbers a name that it has seen before (`lstm/kernel_1`); Keras's name is without it. */
function weightName(layer: string, originalName: string): string {
  return `${layer}/${originalName.slice(originalName.lastIndexOf('/') + 1)}`;
}

/** All weights of the model in one vector, in the order of `ModelSpec`. */
export function readWeights(model: tf.LayersModel, spec: ModelSpec): Float32Array {
  const flat = new Float32Array(spec.size);
  let offset = 0;
  for (const layer of model.layers) {
    for (const tensor of layer.getWeights()) {
      const values = tensor.dataSync();
      flat.set(values, offset);
      offset += values.length;
    }
  }
  return flat;
}
