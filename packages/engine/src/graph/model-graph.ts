import type * as tf from '@tensorflow/tfjs';

/** One application of a layer. A shared layer has several. */
export interface NodeSpec {
  /** Index into `ModelSpec.layers`. */
  layer: number;
  /** The nodes that it reads, or `MODEL_INPUT`. */
  inputs: readonly number[];
  /** Without the batch axis; `null` is an axis of any length. */
  shape: readonly (number | null)[];
}

/** Stands for the model's input in `NodeSpec.inputs`. */
export const MODEL_INPUT = -1;

/** The layers that look up rows of a table by the ids of the model's input. */
export const EMBEDDINGS: readonly string[] = ['Embedding', 'EmbeddingBag'];

const isInput = (layer: tf.layers.Layer) => layer.getClassName() === 'InputLayer';

/** The model's layers, except InputLayers. */
export function computingLayers(model: tf.LayersModel): tf.layers.Layer[] {
  return model.layers.filter((layer) => !isInput(layer));
}

/** The names of the layers that compute the model's outputs. */
export function outputNames(model: tf.LayersModel): string[] {
  return model.outputs.map(({ sourceLayer }) => sourceLayer.name);
}

/**
 * The nodes between the model's input and its outputs, each after those that it reads; and which nodes, or `MODEL_INPUT`,
 * are the outputs.
 */
export function modelNodes(model: tf.LayersModel): { nodes: NodeSpec[]; outputNodes: number[] } {
  const layers = computingLayers(model);
  const nodes: NodeSpec[] = [];
  const indices = new Map<tf.SymbolicTensor, number>([[model.inputs[0], MODEL_INPUT]]);
  const visit = (tensor: tf.SymbolicTensor): number => {
    const known = indices.get(tensor);
    if (known !== undefined) return known;
    const node = {
      layer: layers.indexOf(tensor.sourceLayer),
      inputs: tensor.inputs.map(visit),
      shape: tensor.shape.slice(1),
    };
    indices.set(tensor, nodes.push(node) - 1);
    return nodes.length - 1;
  };
  const outputNodes = model.outputs.map(visit);
  return { nodes, outputNodes };
}

/** The smallest `inputDim` of the embeddings that read the model's input; undefined if there are none. */
export function vocabularySize(model: tf.LayersModel): number | undefined {
  const sizes = computingLayers(model)
    .filter((layer) => EMBEDDINGS.includes(layer.getClassName()))
    .filter((layer) => layer.inboundNodes.some((node) => node.inboundLayers.every(isInput)))
    .map((layer) => layer.getConfig()['inputDim'] as number);
  return sizes.length > 0 ? Math.min(...sizes) : undefined;
}
