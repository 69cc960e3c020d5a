import { UserError } from '@rnn-lab/errors';
import type { Graph } from './graph';

/** A tensor of the graph, and what ONNX doesn't know of it. */
export interface Value {
  /** Of the tensor in the graph. */
  name: string;
  /** Without the batch axis. */
  shape: readonly number[];
  /**
   * With a mask: the name of the number of time steps that aren't masked, int32 [batch]. Those come first on the time axis, in
   * their order; what follows them is never read.
   */
  lengths?: string;
}

export interface Weight {
  shape: readonly number[];
  data: Float32Array;
}

/** One application of a layer. */
export interface LayerContext {
  graph: Graph;
  className: string;
  /** The layer's name. */
  name: string;
  /** The layer's `getConfig()`. */
  config: Readonly<Record<string, unknown>>;
  /** By their names within the layer (`kernel`, `forward_lstm/kernel`), in the layer's order. */
  weights: ReadonlyMap<string, Weight>;
  inputs: readonly Value[];
  /** The first of them. */
  input: Value;
  /** Of the output, without the batch axis. */
  shape: readonly number[];
}

/** How a layer becomes ONNX operators; returns the output. */
export type OnnxLayer = (context: LayerContext) => Value;

/** @param what of the layer has no exact equivalent */
export function refuse({ name, className }: Pick<LayerContext, 'name' | 'className'>, what: string): never {
  throw new UserError(
    'not-exportable',
    `ONNX has no exact equivalent of ${what} of layer "${name}" (${className}); export the run as keras or tfjs.`,
    { what, layer: name },
  );
}

/** Refuses an option that is on. */
export function refuseOptions(context: LayerContext, ...names: string[]): void {
  const option = names.find((name) => context.config[name]);
  if (option !== undefined) refuse(context, `${option} ${JSON.stringify(context.config[option])}`);
}

/** Refuses masked inputs, if the layer would read masked time steps. */
export function refuseMask(context: LayerContext): void {
  if (context.inputs.some(({ lengths }) => lengths !== undefined)) refuse(context, 'the mask of the input');
}

export function weightOf({ weights, name }: LayerContext, variable: string): Weight {
  const weight = weights.get(variable);
  if (!weight) throw new Error(`The layer ${name} has no weight ${variable}.`);
  return weight;
}
