import type * as tf from '@tensorflow/tfjs';
import { UnsupportedModelError } from '../errors';
import type { NodeSpec } from './model-graph';
import { computingLayers, EMBEDDINGS, modelNodes, outputNames, vocabularySize } from './model-graph';

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

export interface OutputSpec {
  /** That of its layer. */
  name: string;
  /** Without the batch axis; `null` is an axis of any length. */
  shape: readonly (number | null)[];
}

/** A Layers model as plain data, which can be sent to a worker thread. */
export interface ModelSpec {
  name: string;
  outputs: readonly OutputSpec[];
  /** See `modelNodes`. */
  nodes: readonly NodeSpec[];
  outputNodes: readonly number[];
  /** Without the batch axis; `null` is an axis of any length. */
  inputShape: readonly (number | null)[];
  /** Input ids must be below this; undefined if no embedding reads the input. */
  vocabularySize?: number;
  layers: readonly LayerSpec[];
  /** Total number of weights (scalars). */
  size: number;
}

/**
 * Lays out the flat vector of all weights: first the embedding tables, whose rows are updated one by one, then the other
 * trainable weights, then the rest, so that an optimizer step covers one range.
 *
 * @throws UnsupportedModelError if the model has several inputs, or a layer computes two of its outputs
 */
export function modelSpec(model: tf.LayersModel): ModelSpec {
  const outputs = outputNames(model);
  refuseAmbiguous(model, outputs);
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
    outputs: outputs.map((name, i) => ({ name, shape: model.outputs[i].shape.slice(1) })),
    ...modelNodes(model),
    inputShape: model.inputs[0].shape.slice(1),
    vocabularySize: vocabularySize(model),
    layers,
    size,
  };
}

export function isEmbedding({ className }: Pick<LayerSpec, 'className'>): boolean {
  return EMBEDDINGS.includes(className);
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

function refuseAmbiguous({ name, inputs }: tf.LayersModel, outputs: readonly string[]): void {
  if (inputs.length !== 1) {
    throw new UnsupportedModelError(
      'several-inputs',
      `The model "${name}" has ${inputs.length} inputs; an engine trains models with one.`,
      { inputs: inputs.length },
    );
  }
  const layer = outputs.find((output, i) => outputs.indexOf(output) < i);
  if (layer !== undefined) {
    throw new UnsupportedModelError(
      'output-twice',
      `The layer "${layer}" computes two outputs of the model "${name}", which would have one name; ` +
        `put a layer with a name of its own after one of them, for example an Activation "linear".`,
      { layer },
    );
  }
}
