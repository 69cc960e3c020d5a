import type * as tf from '@tensorflow/tfjs';

const isInput = (layer: tf.layers.Layer) => layer.getClassName() === 'InputLayer';

/** The model's layers, except InputLayers. */
export function computingLayers(model: tf.LayersModel): tf.layers.Layer[] {
  return model.layers.filter((layer) => !isInput(layer));
}

/** Why the model isn't a chain of layers, each applied once; undefined if it is. */
export function chainProblem(model: tf.LayersModel): string | undefined {
  if (model.inputs.length !== 1) return `${model.inputs.length} inputs`;
  if (model.outputs.length !== 1) return `${model.outputs.length} outputs`;
  const layers = computingLayers(model);
  const nested = layers.find((layer) => 'layers' in layer);
  if (nested) return `the nested model "${nested.name}"`;

  const applied = new Set<tf.layers.Layer>();
  let [tensor] = model.outputs;
  while (tensor !== model.inputs[0]) {
    const { sourceLayer, inputs } = tensor;
    if (applied.has(sourceLayer)) return `layer "${sourceLayer.name}" applied more than once`;
    if (inputs.length !== 1) return `layer "${sourceLayer.name}" applied to ${inputs.length} tensors`;
    applied.add(sourceLayer);
    [tensor] = inputs;
  }
  const rest = layers.find((layer) => !applied.has(layer));
  return rest && `layer "${rest.name}" outside the path from input to output`;
}

/** The smallest `inputDim` of the embeddings that read the model's input; undefined if there are none. */
export function vocabularySize(model: tf.LayersModel): number | undefined {
  const sizes = computingLayers(model)
    .filter((layer) => layer.getClassName() === 'Embedding')
    .filter((layer) => layer.inboundNodes.some((node) => node.inboundLayers.every(isInput)))
    .map((layer) => layer.getConfig()['inputDim'] as number);
  return sizes.length > 0 ? Math.min(...sizes) : undefined;
}
