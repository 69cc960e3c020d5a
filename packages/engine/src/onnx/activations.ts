import type { Graph, Value } from './graph';

interface ActivationFunction {
  forward(graph: Graph, x: Value): Value;
  /** The derivative, from the function's own output; undefined where it is 1. */
  derivative?(graph: Graph, y: Value): Value;
}

const ACTIVATIONS: Readonly<Record<string, ActivationFunction>> = {
  linear: { forward: (_, x) => x },
  tanh: {
    forward: (graph, x) => graph.node('Tanh', [x]),
    derivative: (graph, y) => graph.node('Sub', [graph.constant(1), graph.node('Mul', [y, y])]),
  },
  sigmoid: {
    forward: (graph, x) => graph.node('Sigmoid', [x]),
    derivative: (graph, y) => graph.node('Sub', [y, graph.node('Mul', [y, y])]),
  },
};

export const ACTIVATION_NAMES = Object.keys(ACTIVATIONS);

export function activate(graph: Graph, name: string, x: Value): Value {
  return ACTIVATIONS[name].forward(graph, x);
}

/** The gradient before the activation, from the one behind it and the activation's output. */
export function activationGradient(graph: Graph, name: string, y: Value, gradient: Value): Value {
  const derivative = ACTIVATIONS[name].derivative?.(graph, y);
  return derivative ? graph.node('Mul', [gradient, derivative]) : gradient;
}
