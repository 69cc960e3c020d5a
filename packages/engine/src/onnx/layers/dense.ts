import { activate, activationGradient } from '../activations';
import type { LayerCompiler } from './layer';
import { unsupportedActivation, unsupportedOption } from './layer';

/** Keras's `Dense`: `activation(kernelᵀ·x + bias)`, at every time step alike. */
export const dense: LayerCompiler = {
  unsupported: (config) => unsupportedActivation(config) ?? unsupportedOption(config, { useBias: true }),

  forward({ graph, config, weights }, input) {
    const units = config['units'] as number;
    const activation = config['activation'] as string;
    const x = graph.concat(input.steps, 1);
    const bias = graph.reshape(weights['bias'], [units, 1]);
    const y = activate(graph, activation, graph.node('Gemm', [weights['kernel'], x, bias], { transA: 1 }));
    return {
      output: { features: units, steps: graph.split(y, input.columns, 1), columns: input.columns },
      backward(gradient) {
        const dz = activationGradient(graph, activation, y, graph.concat(gradient, 1));
        const dx = graph.node('MatMul', [weights['kernel'], dz]);
        return {
          input: graph.split(dx, input.columns, 1),
          weights: {
            kernel: graph.node('Gemm', [x, dz], { transB: 1 }),
            bias: graph.node('ReduceSum', [dz, graph.integers([1])], { keepdims: 0 }),
          },
        };
      },
    };
  },
};
