import type { Loss } from '../types';
import type { Graph, Value } from './graph';

export interface CompiledLoss {
  /** The model's output, [features, columns]. */
  prediction: Value;
  /** Mean over the features, [1, columns]. */
  loss: Value;
  /** The gradient at the last layer's output (see `fusedActivation`), from the weight of each column, [1, columns]. */
  backward(columnWeights: Value): Value;
}

interface LossCompiler {
  /**
   * The activation that the loss takes over from the last layer. Cross-entropy is computed from the logits, as
   * Keras does, so that it stays finite where the sigmoid saturates.
   */
  fusedActivation?: string;
  forward(graph: Graph, output: Value, target: Value, features: number): CompiledLoss;
}

export const LOSS_COMPILERS: Readonly<Record<Loss, LossCompiler>> = {
  /** Keras's `mean_squared_error`: the mean of (y − t)². */
  meanSquaredError: {
    forward(graph, y, target, features) {
      const error = graph.node('Sub', [y, target]);
      return {
        prediction: y,
        loss: meanOverFeatures(graph, graph.node('Mul', [error, error])),
        backward(columnWeights) {
          const scale = graph.node('Mul', [columnWeights, graph.constant(2 / features)]);
          return graph.node('Mul', [error, scale]);
        },
      };
    },
  },

  /** Keras's `binary_crossentropy`: the mean of softplus(z) − t·z over the logits z. */
  binaryCrossentropy: {
    fusedActivation: 'sigmoid',
    forward(graph, z, target, features) {
      const prediction = graph.node('Sigmoid', [z]);
      const loss = graph.node('Sub', [graph.node('Softplus', [z]), graph.node('Mul', [target, z])]);
      return {
        prediction,
        loss: meanOverFeatures(graph, loss),
        backward(columnWeights) {
          const scale = graph.node('Mul', [columnWeights, graph.constant(1 / features)]);
          return graph.node('Mul', [graph.node('Sub', [prediction, target]), scale]);
        },
      };
    },
  },
};

function meanOverFeatures(graph: Graph, values: Value): Value {
  return graph.node('ReduceMean', [values, graph.integers([0])], { keepdims: 1 });
}
