import { activate, activationGradient } from '../activations';
import { narrow, widen } from '../columns';
import type { Value } from '../graph';
import type { LayerCompiler } from './layer';
import { unsupportedActivation, unsupportedOption } from './layer';
import { initialState, RECURRENT_OPTIONS, RecurrentProduct } from './recurrent';

/** Keras's `SimpleRNN`: `h ← activation(kernelᵀ·x + recurrentᵀ·h + bias)` (Elman 1990). */
export const simpleRnn: LayerCompiler = {
  unsupported: (config) => unsupportedActivation(config) ?? unsupportedOption(config, RECURRENT_OPTIONS),

  forward({ graph, config, weights }, input) {
    const units = config['units'] as number;
    const activation = config['activation'] as string;
    const returnSequences = config['returnSequences'] === true;
    const { columns } = input;

    const product = new RecurrentProduct(graph, weights, input.features, units, units);
    let h = initialState(graph, units, columns);
    const states = input.steps.map((x, t) => {
      h = widen(graph, h, units, columns[Math.max(t - 1, 0)], columns[t]);
      h = activate(graph, activation, product.forward(x, h, columns[t]));
      return h;
    });

    return {
      output: returnSequences
        ? { features: units, steps: states, columns }
        : { features: units, steps: [h], columns: columns.slice(-1) },

      backward(gradient) {
        let dh: Value | undefined;
        const dx: Value[] = [];
        for (let t = states.length - 1; t >= 0; t--) {
          const outer = returnSequences ? gradient[t] : dh === undefined ? gradient[0] : undefined;
          if (outer !== undefined) dh = dh === undefined ? outer : graph.node('Add', [dh, outer]);
          const through = product.backward(activationGradient(graph, activation, states[t], dh as Value));
          dx.unshift(through.dx);
          if (t > 0) dh = narrow(graph, through.dh, columns[t - 1], columns[t]);
        }
        return { input: dx, weights: product.weightGradients() };
      },
    };
  },
};
