import { choice, integer, real } from '@rnn-lab/lab';
import { RECURRENT_LAYERS } from '@rnn-lab/models';

/** The parameters of a model's recurrent layers, the same for every data set of one's own. */
export const RECURRENT = {
  model: choice(RECURRENT_LAYERS, 'lstm', 'recurrent layers'),
  layers: integer(1, 'recurrent layers on top of each other'),
  hiddenUnits: integer(64, 'units of each layer; of each direction of a bilstm'),
  dropout: real(0.2, 'dropout after each recurrent layer', { min: 0, below: 1 }),
};
