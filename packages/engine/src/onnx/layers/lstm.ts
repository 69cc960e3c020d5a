import { activate, activationGradient } from '../activations';
import { narrow, widen } from '../columns';
import type { Value } from '../graph';
import type { LayerCompiler } from './layer';
import { unsupportedActivation, unsupportedOption } from './layer';
import { initialState, RECURRENT_OPTIONS, RecurrentProduct } from './recurrent';

/**
 * Keras's `LSTM` with its gate order i, f, c, o:
 * `c ← f·c + i·g`, `h ← o·activation(c)` (Hochreiter and Schmidhuber 1997, with the forget gate of Gers 2000).
 */
export const lstm: LayerCompiler = {
  unsupported: (config) =>
    unsupportedActivation(config) ??
    unsupportedActivation(config, 'recurrentActivation') ??
    unsupportedOption(config, RECURRENT_OPTIONS),

  forward({ graph, config, weights }, input) {
    const units = config['units'] as number;
    const returnSequences = config['returnSequences'] === true;
    const { columns } = input;
    const gate = (z: Value) => activate(graph, config['recurrentActivation'] as string, z);
    const squash = (z: Value) => activate(graph, config['activation'] as string, z);
    const gateGradient = (y: Value, dy: Value) =>
      activationGradient(graph, config['recurrentActivation'] as string, y, dy);
    const squashGradient = (y: Value, dy: Value) =>
      activationGradient(graph, config['activation'] as string, y, dy);
    const multiply = (a: Value, b: Value) => graph.node('Mul', [a, b]);
    const add = (a: Value | undefined, b: Value) => (a === undefined ? b : graph.node('Add', [a, b]));

    const product = new RecurrentProduct(graph, weights, input.features, units, 4 * units);
    let h = initialState(graph, units, columns);
    let c = h;
    const steps = input.steps.map((x, t) => {
      const before = columns[Math.max(t - 1, 0)];
      h = widen(graph, h, units, before, columns[t]);
      const cBefore = widen(graph, c, units, before, columns[t]);
      const z = product.forward(x, h, columns[t]);
      const [zIF, zC, zO] = graph.split(z, [2 * units, units, units], 0);
      const iF = gate(zIF);
      const [i, f] = graph.split(iF, [units, units], 0);
      const g = squash(zC);
      const o = gate(zO);
      c = graph.node('Add', [multiply(f, cBefore), multiply(i, g)]);
      const cSquashed = squash(c);
      h = multiply(o, cSquashed);
      return { before, cBefore, iF, i, f, g, o, cSquashed, h };
    });

    return {
      output: returnSequences
        ? { features: units, steps: steps.map((step) => step.h), columns }
        : { features: units, steps: [h], columns: columns.slice(-1) },

      backward(gradient) {
        let dh: Value | undefined;
        let dc: Value | undefined;
        const dx: Value[] = [];
        for (let t = steps.length - 1; t >= 0; t--) {
          const { before, cBefore, iF, i, f, g, o, cSquashed } = steps[t];
          if (returnSequences) dh = add(dh, gradient[t]);
          else dh ??= gradient[0];
          const dO = multiply(dh, cSquashed);
          dc = add(dc, squashGradient(cSquashed, multiply(dh, o)));
          const dIF = graph.concat([multiply(dc, g), multiply(dc, cBefore)], 0);
          const dz = graph.concat(
            [gateGradient(iF, dIF), squashGradient(g, multiply(dc, i)), gateGradient(o, dO)],
            0,
          );
          const through = product.backward(dz);
          dx.unshift(through.dx);
          if (t > 0) {
            dh = narrow(graph, through.dh, before, columns[t]);
            dc = narrow(graph, multiply(dc, f), before, columns[t]);
          }
        }
        return { input: dx, weights: product.weightGradients() };
      },
    };
  },
};
