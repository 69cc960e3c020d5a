import type { Graph } from './graph';
import type { LayerContext } from './layer';
import { refuse } from './layer';

interface Activation {
  /** As operators. */
  apply(graph: Graph, x: string): string;
  /** As an activation of a recurrent operator: its name and parameters; missing if ONNX has none. */
  recurrent?: { name: string; alpha?: number; beta?: number };
}

const operator = (
  opType: string,
  recurrent?: Activation['recurrent'],
  attributes: Parameters<Graph['apply']>[2] = {},
): Activation => ({ apply: (graph, x) => graph.apply(opType, [x], attributes), recurrent });

/** By Keras's name. Hard sigmoid is TensorFlow.js's and Keras 2's, clip(0.2·x + 0.5), which is ONNX's default too. */
const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  elu: operator('Elu', { name: 'Elu', alpha: 1 }),
  gelu: operator('Gelu'),
  hardSigmoid: operator('HardSigmoid', { name: 'HardSigmoid', alpha: 0.2, beta: 0.5 }),
  linear: { apply: (_, x) => x, recurrent: { name: 'Affine', alpha: 1, beta: 0 } },
  relu: operator('Relu', { name: 'Relu' }),
  sigmoid: operator('Sigmoid', { name: 'Sigmoid' }),
  softmax: operator('Softmax', undefined, { axis: { i: -1 } }),
  softplus: operator('Softplus', { name: 'Softplus' }),
  tanh: operator('Tanh', { name: 'Tanh' }),
};

/** Applies the activation that an option of the layer names. */
export function activate(context: LayerContext, x: string, option = 'activation'): string {
  return activationOf(context, option).apply(context.graph, x);
}

/** The activations that options of a recurrent layer name, as attributes of a recurrent operator with so many directions. */
export function recurrentActivations(context: LayerContext, options: readonly string[], directions: number) {
  const activations = options.map(
    (option) => activationOf(context, option).recurrent ?? refuseActivation(context, option),
  );
  const all = Array.from({ length: directions }, () => activations).flat();
  const defined = (key: 'alpha' | 'beta') => all.flatMap((activation) => activation[key] ?? []);
  return {
    activations: { strings: all.map(({ name }) => name) },
    activation_alpha: { floats: defined('alpha') },
    activation_beta: { floats: defined('beta') },
  };
}

function activationOf(context: LayerContext, option: string): Activation {
  const name = String(context.config[option]);
  return Object.hasOwn(ACTIVATIONS, name) ? ACTIVATIONS[name] : refuseActivation(context, option);
}

function refuseActivation(context: LayerContext, option: string): never {
  return refuse(context, `the ${option} ${JSON.stringify(context.config[option])}`);
}
