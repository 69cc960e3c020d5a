import type { LayerContext } from '../layer';
import { refuseOptions } from '../layer';
import type { RecurrentType } from '../recurrent';
import { recurrent } from '../recurrent';

/** Keras's GRU with `reset_after=False`, with the gates z, r, h in both: the reset gate is applied before the matrix product. */
export const GRU: RecurrentType = {
  opType: 'GRU',
  gates: [0, 1, 2],
  activations: ['recurrentActivation', 'activation'],
  attributes: { linear_before_reset: { i: 0 } },
};

export function gru(context: LayerContext) {
  refuseOptions(context, 'resetAfter');
  return recurrent(context, GRU);
}
