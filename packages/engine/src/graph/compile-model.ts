import { UnsupportedModelError } from '../errors';
import { refuseSeveral } from './model-spec';
import type { LayerSpec, ModelSpec, WeightSpec } from './model-spec';
import type { Loss } from '../types';
import { LAYERS } from '../layers';
import { unsupportedOption } from '../layers/layer';
import { LOSSES } from '../losses';

/** A model checked and taken apart into the embedding and the layers behind it. */
export interface CompiledModel {
  spec: ModelSpec;
  loss: Loss;
  /** The embedding in front, whose rows are looked up before the layers and updated after them. */
  embedding?: WeightSpec;
  /** All other layers. */
  layers: readonly LayerSpec[];
  /** Their weights, and where those begin and end in the flat vector of all weights. */
  weights: readonly WeightSpec[];
  weightsBegin: number;
  weightsEnd: number;
  /** Time steps of the input; 1 where it has no time axis. */
  steps: number;
  /** Features of one time step as the first layer gets it. */
  features: number;
  /** Numbers in one output row. */
  outputs: number;
}

/** @throws UnsupportedModelError naming the layer, what is wrong with it, and the engines that can. */
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
    // The activation of a recurrent layer is part of its recurrence, which the loss can't take over.
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
    `The cpu engine can't compile ${what}; use --engine tfjs-node or --engine tfjs.`,
  );
}

/** Undefined if one of the lengths is open. */
function lengthsOf(shape: readonly (number | null)[]): readonly number[] | undefined {
  return shape.every((length) => length !== null) ? (shape as readonly number[]) : undefined;
}
