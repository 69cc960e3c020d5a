import type * as tf from '@tensorflow/tfjs';
import { UnsupportedModelError } from '../errors';
import type { ModelSpec } from '../graph/model-spec';
import { layerTree } from './layer-tree';

/**
 * Refuses models that TensorFlow.js doesn't train, or trains differently from Keras.
 *
 * @throws UnsupportedModelError that names the layer and the problem
 */
export function refuseUnsupported(model: tf.LayersModel, spec: ModelSpec): void {
  const weights = spec.layers.flatMap((layer) => layer.weights);
  if (!weights.some(({ trainable }) => trainable)) {
    throw new UnsupportedModelError(
      'nothing-to-train',
      `The model "${spec.name}" has no trainable weight; there is nothing to train.`,
      { model: spec.name },
    );
  }
  const trainable = new Set(model.trainableWeights);
  const layers = layerTree(model.layers);
  for (const layer of layers) {
    const what = problem(layer, trainable);
    if (what) refuse(layer, what);
  }
  const masking = layers.find(
    (layer) => layer.getClassName() === 'Masking' || layer.getConfig()['maskZero'] === true,
  );
  if (masking && spec.outputs.some(({ shape }) => shape.length > 1)) {
    refuse(masking, 'the mask, which must reach the loss at every time step,');
  }
  // Keras leaves masked time steps out of the batch's statistics.
  const normalized = layers.find((layer) => masking && isBatchNormalization(layer) && hasTime(layer));
  if (normalized) refuse(normalized, 'the mask');
}

function problem(layer: tf.layers.Layer, trainable: ReadonlySet<tf.LayerVariable>): string | undefined {
  const config = layer.getConfig();
  if (config['activityRegularizer']) return 'the activityRegularizer';
  if (config['stateful'] === true) return 'the option stateful true';
  if (layer.getClassName() === 'Masking' && !readsInput(layer)) return 'the gradient';
  // Only normalizations have these. TensorFlow.js predicts without them, and fails at the gradient.
  for (const option of ['center', 'scale']) {
    if (config[option] === false) return `the option ${option} false`;
  }
  if (!isBatchNormalization(layer)) return undefined;
  // Keras normalizes with the moving statistics if the layer is frozen, TensorFlow.js with those of the batch.
  const learned = layer.weights.filter(({ originalName }) => /(gamma|beta)$/.test(originalName));
  const frozen =
    layer.trainable === false || (learned.length > 0 && !learned.some((weight) => trainable.has(weight)));
  return frozen ? 'the frozen weights' : undefined;
}

function isBatchNormalization(layer: tf.layers.Layer): boolean {
  return layer.getClassName() === 'BatchNormalization';
}

function hasTime(layer: tf.layers.Layer): boolean {
  return layer.inboundNodes.some(({ inputTensors: [input] }) => input.rank > 2);
}

function readsInput(layer: tf.layers.Layer): boolean {
  const sources = layer.inboundNodes.flatMap((node) => node.inboundLayers);
  return sources.every((source) => source.getClassName() === 'InputLayer');
}

function refuse(layer: tf.layers.Layer, what: string): never {
  throw new UnsupportedModelError(
    'layer-not-trainable',
    `TensorFlow.js doesn't train ${what} of layer "${layer.name}" (${layer.getClassName()}) as Keras does; ` +
      `build the model without it.`,
    { what, layer: layer.name },
  );
}
