import type * as tf from '@tensorflow/tfjs';
import { UnsupportedModelError } from '../errors';
import type { NodeSpec } from './model-graph';
import { computingLayers, modelNodes, vocabularySize } from './model-graph';

export interface WeightSpec {
  /** Keras's name, `<layer>/<weight>`. */
  name: string;
  /** TensorFlow.js's name (`originalName`), which is the same in a copy of the model. */
  variable: string;
  shape: readonly number[];
  size: number;
  /** Its first element's index in the flat vector of all weights. */
  offset: number;
  /** False if the weight is frozen, or if its layer updates it (`moving_mean`). */
  trainable: boolean;
}

export interface LayerSpec {
  className: string;
  name: string;
  /** The layer's `getConfig()`. */
  config: Readonly<Record<string, unknown>>;
  weights: readonly WeightSpec[];
}

/** A Layers model as plain data, which can be sent to a worker thread. */
export interface ModelSpec {
  name: string;
  inputs: number;
  outputs: number;
  /** See `modelNodes`. */
  nodes?: readonly NodeSpec[];
  /** Without the batch axis; `null` is an axis of any length. */
  inputShape: readonly (number | null)[];
  outputShape: readonly (number | null)[];
  /** Input ids must be below this; undefined if no embedding reads the input. */
  vocabularySize?: number;
  layers: readonly LayerSpec[];
  /** Total number of weights (scalars). */
  size: number;
}

/**
 * Lays out the flat vector of all weights: first the embedding tables, whose rows are updated one by one, then the other
 * trainable weights, then the rest, so that an optimizer step covers one range.
 */
export function modelSpec(model: tf.LayersModel): ModelSpec {
  const trainable = new Set(model.trainableWeights);
  const layers = computingLayers(model).map((layer) => ({
    className: layer.getClassName(),
    name: layer.name,
    config: layer.getConfig() as Record<string, unknown>,
    weights: layer.weights.map((weight) => weightSpec(layer, weight, trainable.has(weight))),
  }));
  const embeddings = layers.filter(isEmbedding).flatMap(({ weights }) => weights);
  const others = layers.filter((layer) => !isEmbedding(layer)).flatMap(({ weights }) => weights);
  const last = others.filter((weight) => !weight.trainable);
  let size = 0;
  for (const weight of [...embeddings, ...others.filter((weight) => weight.trainable), ...last]) {
    weight.offset = size;
    size += weight.size;
  }
  return {
    name: model.name,
    inputs: model.inputs.length,
    outputs: model.outputs.length,
    nodes: modelNodes(model),
    inputShape: model.inputs[0].shape.slice(1),
    outputShape: model.outputs[0].shape.slice(1),
    vocabularySize: vocabularySize(model),
    layers,
    size,
  };
}

export function isEmbedding({ className }: Pick<LayerSpec, 'className'>): boolean {
  return className === 'Embedding';
}

function weightSpec(layer: tf.layers.Layer, weight: tf.LayerVariable, trainable: boolean): WeightSpec {
  const shape = weight.shape as number[];
  return {
    name: weightName(layer.name, weight.originalName),
    variable: weight.originalName,
    shape,
    size: shape.reduce((a, b) => a * b, 1),
    offset: 0,
    trainable,
  };
}

/** A nested layer or cell keeps its own name in the weight's: `bidirectional/forward_lstm/kernel`. */
function weightName(layer: string, originalName: string): string {
  return originalName.startsWith(`${layer}/`) ? originalName : `${layer}/${originalName}`;
}

/** All weights of the model as one flat vector, laid out as `spec` says. */
export function readWeights(model: tf.LayersModel, spec: ModelSpec): Float32Array {
  const flat = new Float32Array(spec.size);
  computingLayers(model).forEach((layer, i) => {
    layer.weights.forEach((weight, k) =>
      flat.set(weight.read().dataSync(), spec.layers[i].weights[k].offset),
    );
  });
  return flat;
}

/** @throws UnsupportedModelError if the model has more than one input or output, which no engine supports */
export function refuseSeveral({ name, inputs, outputs }: ModelSpec): void {
  if (inputs === 1 && outputs === 1) return;
  throw new UnsupportedModelError(
    'several-inputs-or-outputs',
    `The model "${name}" has ${inputs} ${inputs === 1 ? 'input' : 'inputs'} and ` +
      `${outputs} ${outputs === 1 ? 'output' : 'outputs'}; an engine trains models with one of each.`,
    { inputs, outputs },
  );
}
