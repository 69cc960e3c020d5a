import { UnsupportedModelError } from '../errors';
import { LAYERS } from '../layers';
import { unsupportedOption } from '../layers/layer';
import { LOSSES } from '../losses';
import type { Loss } from '../types';
import type { LayerSpec, ModelSpec, WeightSpec } from './model-spec';
import { refuseSeveral } from './model-spec';

/** A model that the engine `cpu` can train, split into an optional embedding and the layers after it. */
export interface CompiledModel {
  spec: ModelSpec;
  loss: Loss;
  /** The embedding table, if the first layer is an Embedding. Its rows are looked up and updated outside of the layers. */
  embedding?: WeightSpec;
  /** All other layers. */
  layers: readonly LayerSpec[];
  /** Their weights, which are contiguous in the flat vector of all weights, from `weightsBegin` to `weightsEnd`. */
  weights: readonly WeightSpec[];
  weightsBegin: number;
  weightsEnd: number;
  /** Time steps of the input; 1 if it has no time axis. */
  steps: number;
  /** Features per time step of the first layer's input. */
  features: number;
  /** Size of one output row. */
  outputs: number;
}

/** @throws UnsupportedModelError that names the layer, what is unsupported, and the engines that support it */
export function compileModel(spec: ModelSpec, loss: Loss): CompiledModel {
  refuseSeveral(spec);
  if (spec.chainProblem) refuse(`a model with ${spec.chainProblem}`);
  const [first, ...rest] = spec.layers;
  const embedded = first?.className === 'Embedding';
  if (embedded) {
    const option = unsupportedOption(first.config, { maskZero: false });
    if (option) refuseOf(first, option);
  }
  const layers = embedded ? rest : spec.layers;
  for (const layer of layers) {
    if (!(layer.className in LAYERS)) refuseOf(layer, 'the type');
    const option = LAYERS[layer.className].unsupported(layer.config);
    if (option) refuseOf(layer, option);
  }
  for (const layer of spec.layers) {
    if (layer.weights.some(({ trainable }) => !trainable)) refuseOf(layer, 'the frozen weights');
  }
  if (layers.length === 0) refuse('a model without a Dense or recurrent layer');
  const last = layers[layers.length - 1];
  const { fusedActivation } = LOSSES[loss];
  if (fusedActivation) {
    const { activation } = last.config;
    // A recurrent layer's activation is part of its recurrence, so the loss can't be fused with it.
    if (last.className !== 'Dense') refuseOf(last, `${loss} after the type`);
    if (activation !== fusedActivation)
      refuseOf(last, `${loss} after activation ${JSON.stringify(activation)}`);
  }
  const inputShape = lengthsOf(spec.inputShape);
  const outputShape = lengthsOf(spec.outputShape);
  const dimensions = embedded ? [1] : [1, 2];
  if (!inputShape || !dimensions.includes(inputShape.length)) {
    return refuseOf(spec.layers[0], `an input of shape ${JSON.stringify(spec.inputShape)}`);
  }
  if (outputShape?.length !== 1) {
    return refuseOf(last, `an output of shape ${JSON.stringify(spec.outputShape)}`);
  }

  const weights = layers.flatMap((layer) => layer.weights);
  const hasTime = embedded || inputShape.length === 2;
  return {
    spec,
    loss,
    embedding: embedded ? first.weights[0] : undefined,
    layers,
    weights,
    weightsBegin: weights[0].offset,
    weightsEnd: spec.size,
    steps: hasTime ? inputShape[0] : 1,
    features: embedded ? first.weights[0].shape[1] : inputShape[inputShape.length - 1],
    outputs: outputShape[0],
  };
}

function refuseOf(layer: LayerSpec, what: string): never {
  return refuse(`${what} of layer "${layer.name}" (${layer.className})`);
}

function refuse(what: string): never {
  throw new UnsupportedModelError(
    'model-not-compilable',
    `The engine cpu can't compile ${what}; train it with the engine tfjs-node or tfjs.`,
    { what },
  );
}

/** Undefined if an axis can have any length. */
function lengthsOf(shape: readonly (number | null)[]): readonly number[] | undefined {
  return shape.every((length) => length !== null) ? (shape as readonly number[]) : undefined;
}
