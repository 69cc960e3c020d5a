import type { Padding } from '../backend/packing/packed-batch';
import { UnsupportedModelError } from '../errors';
import { LAYERS } from '../layers';
import { unsupportedOption } from '../layers/layer';
import { LOSSES } from '../losses';
import type { Loss } from '../types';
import type { L2Penalty } from './l2-penalty';
import { l2Penalties } from './l2-penalty';
import { EMBEDDINGS, MODEL_INPUT } from './model-graph';
import type { LayerSpec, ModelSpec, WeightSpec } from './model-spec';
import { isEmbedding } from './model-spec';

/** An application of a layer that computes its output from other nodes. */
export interface CompiledNode {
  /** With the activation `linear` if an output's loss computes the activation. */
  layer: LayerSpec;
  /** Indices into `CompiledModel.nodes`, or `MODEL_INPUT`. */
  inputs: readonly number[];
  /** Without the batch axis: [features] or [steps, features]. */
  shape: readonly number[];
  /** Whether another node applies the same layer. */
  shared: boolean;
}

/** A table whose rows the ids of the input name. */
export interface EmbeddingTable {
  table: WeightSpec;
  /** Of an `EmbeddingBag`: the rows that each id names, [ids, bag size], where 0 is none. Else an id names its own row. */
  bags?: WeightSpec;
}

/** A model that the engine `cpu` can train. */
export interface CompiledModel {
  spec: ModelSpec;
  /** Each after those that it reads. */
  nodes: readonly CompiledNode[];
  /** The nodes that are the outputs. */
  outputNodes: readonly number[];
  /** By node. Their rows are looked up and updated outside of layers. */
  embeddings: ReadonlyMap<number, EmbeddingTable>;
  /** The other weights are in the flat vector from `weightsBegin` to its end, the trainable ones up to `trainableEnd`. */
  weightsBegin: number;
  trainableEnd: number;
  weightsEnd: number;
  /** Time steps of the input; 1 if it has no time axis. */
  steps: number;
  /** Features per time step of the input; undefined if it is ids. */
  inputFeatures?: number;
  padding: Padding;
  /** If the input isn't ids: a time step with this value in every feature is masked. */
  maskValue?: number;
  penalties: readonly L2Penalty[];
  /** The most values that a layer sums over the workers at once; 0 if none does. */
  reduced: number;
}

/**
 * @param losses by output
 * @throws UnsupportedModelError that names the layer, what is unsupported, and the engines that support it
 */
export function compileModel(spec: ModelSpec, losses: readonly Loss[]): CompiledModel {
  const { nodes, outputNodes } = compileNodes(spec, losses);
  const embeddings = embeddingsOf(nodes);
  const inputShape = lengthsOf(spec.inputShape);
  const dimensions = embeddings.size > 0 ? [1] : [1, 2];
  if (!inputShape || !dimensions.includes(inputShape.length)) {
    return refuseOf(nodes[0].layer, `an input of shape ${JSON.stringify(spec.inputShape)}`);
  }
  if (embeddings.size === nodes.length) refuse('a model without a layer after the embedding');
  const hasTime = embeddings.size > 0 || inputShape.length === 2;
  const masked = maskedNodes(nodes);
  if (!spec.layers.some(({ weights }) => weights.some(({ trainable }) => trainable))) {
    refuse('a model without trainable weights');
  }
  const others = spec.layers.filter((layer) => !isEmbedding(layer)).flatMap(({ weights }) => weights);
  const trainable = others.filter((weight) => weight.trainable);
  const end = (weights: readonly WeightSpec[], begin: number) =>
    weights.reduce((size, weight) => size + weight.size, begin);
  const weightsBegin = spec.size - end(others, 0);
  return {
    spec,
    nodes,
    outputNodes,
    embeddings,
    weightsBegin,
    trainableEnd: end(trainable, weightsBegin),
    weightsEnd: spec.size,
    steps: hasTime ? inputShape[0] : 1,
    inputFeatures: embeddings.size > 0 ? undefined : inputShape[inputShape.length - 1],
    padding: paddingOf(nodes, embeddings.size > 0, masked),
    maskValue: masked ? maskValueOf(nodes) : undefined,
    penalties: l2Penalties(spec),
    reduced: Math.max(...nodes.map(reducedBy)),
  };
}

function compileNodes(
  spec: ModelSpec,
  losses: readonly Loss[],
): Pick<CompiledModel, 'nodes' | 'outputNodes'> {
  const { nodes: specs, outputNodes: outputs } = spec;
  if (specs.length === 0) refuse('a model without layers');
  for (const layer of spec.layers) {
    if (!isEmbedding(layer) && !(layer.className in LAYERS)) refuseOf(layer, 'the type');
  }
  const unused = spec.layers.find((_, i) => !specs.some(({ layer }) => layer === i));
  if (unused) refuseOf(unused, 'the output, which the model does not use,');
  const inputAsOutput = outputs.indexOf(MODEL_INPUT);
  if (inputAsOutput >= 0) {
    refuse(`the output "${spec.outputs[inputAsOutput].name}", which is the input of the model`);
  }
  const nodes: CompiledNode[] = [];
  const outputNodes: number[] = [];
  /** Of each node of `specs`: the one that other nodes read. */
  const read: number[] = [];
  specs.forEach(({ layer: index, inputs, shape }, i) => {
    const layer = spec.layers[index];
    const lengths = lengthsOf(shape);
    if (!isEmbedding(layer)) {
      const shapes = inputs.map((i) => (i === MODEL_INPUT ? spec.inputShape : specs[i].shape));
      const { merges, unsupported } = LAYERS[layer.className];
      // TensorFlow.js appends a recurrent layer's initialState to its inputs.
      if (inputs.length > 1 && !merges) refuseOf(layer, 'a second input, such as initialState,');
      const option = unsupported(layer.config, shapes);
      if (option) refuseOf(layer, option);
    }
    if (!lengths || lengths.length < 1 || lengths.length > 2) {
      return refuseOf(layer, `an output of shape ${JSON.stringify(shape)}`);
    }
    const shared = specs.filter((other) => other.layer === index).length > 1;
    const node = {
      layer,
      inputs: inputs.map((input) => (input === MODEL_INPUT ? input : read[input])),
      shape: lengths,
      shared,
    };
    const output = outputs.indexOf(i);
    if (output < 0) {
      read[i] = nodes.push(node) - 1;
      return;
    }
    if (lengths.length !== 1) refuseOf(layer, `an output of shape ${JSON.stringify(shape)}`);
    const logits = fused(layer, losses[output]);
    read[i] = outputNodes[output] = nodes.push({ ...node, layer: logits }) - 1;
    if (logits !== layer && specs.some((other) => other.inputs.includes(i))) {
      read[i] = nodes.push(activationOf(layer, { ...node, inputs: [outputNodes[output]] })) - 1;
    }
  });
  return { nodes, outputNodes };
}

/** The activation that an output's loss computes, for the nodes that read the output. */
function activationOf({ name, config }: LayerSpec, node: CompiledNode): CompiledNode {
  const layer = { className: 'Activation', name, config: { activation: config['activation'] }, weights: [] };
  return { ...node, layer, shared: false };
}

/** @throws UnsupportedModelError unless the ids of the input are read by embeddings alone, and embeddings read nothing else */
function embeddingsOf(nodes: readonly CompiledNode[]): Map<number, EmbeddingTable> {
  const embeddings = new Map<number, EmbeddingTable>();
  nodes.forEach(({ layer, inputs, shared }, i) => {
    if (!isEmbedding(layer)) return;
    const option = unsupportedOption(layer.config, {});
    if (option) refuseOf(layer, option);
    if (shared) refuseOf(layer, 'the second application');
    if (inputs[0] !== MODEL_INPUT) refuseOf(layer, 'the input, which is not that of the model,');
    const [table, bags] = layer.weights;
    embeddings.set(i, { table, bags });
  });
  const reader = nodes.find(({ layer, inputs }) => !isEmbedding(layer) && inputs.includes(MODEL_INPUT));
  if (embeddings.size > 0 && reader) refuseOf(reader.layer, 'the input, which is ids,');
  return embeddings;
}

/** An output's layer, with the activation `linear` if the loss computes the activation. */
function fused(last: LayerSpec, loss: Loss): LayerSpec {
  const { fusedActivation } = LOSSES[loss];
  if (!fusedActivation) return last;
  const { activation } = last.config;
  // A recurrent layer's activation is part of its recurrence, so the loss can't be fused with it.
  if (last.className !== 'Dense' && last.className !== 'Activation') refuseOf(last, `${loss} after the type`);
  if (activation !== fusedActivation) {
    refuseOf(last, `${loss} after activation ${JSON.stringify(activation)}`);
  }
  return { ...last, config: { ...last.config, activation: 'linear' } };
}

/**
 * Follows masks through the model. A masked time step is left out of the batch, so every node on the input's time axis must
 * be masked alike.
 *
 * @returns whether the model has masks
 */
function maskedNodes(nodes: readonly CompiledNode[]): boolean {
  const masked: boolean[] = [];
  nodes.forEach(({ layer, inputs, shape }, i) => {
    const before = inputs.map((input) => input !== MODEL_INPUT && masked[input]);
    if (isMaskSource(layer)) {
      if (shape.length === 1) refuseOf(layer, 'the mask of rows without time steps');
      if (!isEmbedding(layer) && inputs[0] !== MODEL_INPUT) refuseOf(layer, 'the mask of a computed input');
      masked[i] = true;
    } else if (before.some(Boolean)) {
      const mask = LAYERS[layer.className].mask?.(layer.config);
      if (!mask || !before.every(Boolean)) refuseOf(layer, 'the mask of the input');
      masked[i] = mask === 'passed';
    } else {
      masked[i] = false;
    }
  });
  if (!masked.some(Boolean)) return false;
  const unmasked = nodes.find(
    ({ layer, inputs }, i) => !masked[i] && inputs.includes(MODEL_INPUT) && !isMaskSource(layer),
  );
  if (unmasked) refuseOf(unmasked.layer, 'the input without a mask, beside a layer with one,');
  return true;
}

function isMaskSource({ className, config }: LayerSpec): boolean {
  return className === 'Masking' || (EMBEDDINGS.includes(className) && config['maskZero'] === true);
}

function maskValueOf(nodes: readonly CompiledNode[]): number | undefined {
  const layers = nodes.map(({ layer }) => layer).filter(({ className }) => className === 'Masking');
  const values = layers.map(({ config }) => config['maskValue'] as number);
  const other = values.findIndex((value) => value !== values[0]);
  if (other > 0) refuseOf(layers[other], `maskValue ${values[other]}, beside ${values[0]},`);
  return values[0];
}

function paddingOf(nodes: readonly CompiledNode[], ids: boolean, masked: boolean): Padding {
  if (masked) return 'masked';
  const sharing = nodes.every(({ layer, shape }) => {
    if (isEmbedding(layer) || shape.length === 1) return true;
    return LAYERS[layer.className].sharesPadding?.(layer.config);
  });
  const readers = nodes.filter(({ inputs }) =>
    inputs.some((i) => i !== MODEL_INPUT && nodes[i].shape.length === 2),
  );
  const reading = readers.every(({ layer }) => LAYERS[layer.className].sharesPadding?.(layer.config));
  return ids && sharing && reading ? 'shared' : 'full';
}

function reducedBy({ layer, shape }: CompiledNode): number {
  if (isEmbedding(layer)) return 0;
  return LAYERS[layer.className].reduces?.(shape[shape.length - 1]) ?? 0;
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
