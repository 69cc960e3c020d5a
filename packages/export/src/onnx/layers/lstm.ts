import type { LayerContext } from '../layer';
import type { RecurrentType } from '../recurrent';
import { recurrent } from '../recurrent';

export const LSTM: RecurrentType = {
  opType: 'LSTM',
  gates: [0, 3, 1, 2],
  activations: ['recurrentActivation', 'activation', 'activation'],
};

export const lstm = (context: LayerContext) => recurrent(context, LSTM);
