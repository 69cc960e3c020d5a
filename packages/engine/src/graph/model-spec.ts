import type * as tf from '@tensorflow/tfjs';
import { UnsupportedModelError } from '../errors';
import { chainProblem, computingLayers, vocabularySize } from './model-graph';

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
  /** See `chainProblem` in model-graph.ts. */
  chainProblem?: string;
  /** Without the batch axis; `null` is an axis of any length. */
  inputShape: readonly (number | null)[];
  outputShape: readonly (number | null)[];
  /** Input ids must be below this; undefined if no embedding reads the input. */
  vocabularySize?: number;
  layers: readonly LayerSpec[];
  /** Total number of weights (scalars). */
  size: number;
}

export function modelSpec(model: tf.LayersModel): ModelSpec {
  let size = 0;
  const trainable = new Set(model.trainableWeights);
  const layers = computingLayers(model).map((layer) => ({
    className: layer.getClassName(),
    name: layer.name,
    config: layer.getConfig() as Record<string, unknown>,
    weights: layer.weights.map((weight): WeightSpec => {
      const shape = weight.shape as number[];
      const count = shape.reduce((a, b) => a * b, 1);
      const offset = size;
      size += count;
      return {
        name: weightName(layer.name, weight.originalName),
        variable: weight.originalName,
        shape,
        size: count,
        offset,
        trainable: trainable.has(weight),
      };
    }),
  }));
  return {
    name: model.name,
    inputs: model.inputs.length,
    outputs: model.outputs.length,
    chainProblem: chainProblem(model),
    inputShape: model.inputs[0].shape.slice(1),
    outputShape: model.outputs[0].shape.slice(1),
    vocabularySize: vocabularySize(model),
    layers,
    size,
  };
}

/** A nested layer or cell keeps its own name in the weight's: `bidirectional/forward_lstm/kernel`. */
function weightName(layer: string, originalName: string): string {
  return originalName.startsWith(`${layer}/`) ? originalName : `${layer}/${originalName}`;
}

/** All weights of the model as one flat vector, in the order of `ModelSpec`. */
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
