import type { LayerSpec } from '../../model-spec';
import { ACTIVATION_NAMES } from '../activations';
import type { Columns } from '../columns';
import type { Graph, Value } from '../graph';

/** What flows between layers: a [features, columns] matrix a time step; a single one once the time axis is gone. */
export interface Activation {
  features: number;
  steps: readonly Value[];
  columns: Columns;
}

export interface LayerContext {
  graph: Graph;
  config: LayerSpec['config'];
  /** The layer's weights by their short name (`kernel`), in Keras's shapes. */
  weights: Readonly<Record<string, Value>>;
}

export interface LayerGradients {
  /** Shaped like the layer's input, a matrix a step. */
  input: readonly Value[];
  /** By short name, in Keras's shapes. */
  weights: Readonly<Record<string, Value>>;
}

export interface CompiledLayer {
  output: Activation;
  /** Takes the gradient of each step of the output, shaped like it. */
  backward(gradient: readonly Value[]): LayerGradients;
}

/** A layer that the ONNX engine can train. A new one is one file like its neighbours, named in `index.ts`. */
export interface LayerCompiler {
  /** What in this configuration can't be compiled; undefined when everything can. */
  unsupported(config: LayerSpec['config']): string | undefined;
  forward(context: LayerContext, input: Activation): CompiledLayer;
}

/** Names the first option that is set to something else than what the compiled layers compute. */
export function unsupportedOption(
  config: LayerSpec['config'],
  expected: Readonly<Record<string, unknown>>,
): string | undefined {
  const options = {
    ...expected,
    ...regularizersAndConstraints(config),
    activityRegularizer: null,
    trainable: true,
  };
  for (const [key, value] of Object.entries(options)) {
    // null where a loaded model leaves the option open.
    if ((config[key] ?? value) !== value) return `${key} ${JSON.stringify(config[key])}`;
  }
  return undefined;
}

export function unsupportedActivation(config: LayerSpec['config'], key = 'activation'): string | undefined {
  return ACTIVATION_NAMES.includes(String(config[key])) ? undefined : `${key} ${JSON.stringify(config[key])}`;
}

function regularizersAndConstraints(config: LayerSpec['config']): Record<string, null> {
  const keys = Object.keys(config).filter((key) => /(Regularizer|Constraint)$/.test(key));
  return Object.fromEntries(keys.map((key) => [key, null]));
}
