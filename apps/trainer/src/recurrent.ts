import { choice, integer, real } from '@rnn-lab/lab';
import { RECURRENT_LAYERS } from '@rnn-lab/models';

/** The parameters of a model's recurrent layers, the same for every data set of one's own. */
export const RECURRENT = {
  model: choice(RECURRENT_LAYERS, 'lstm', { en: 'recurrent layers', ko: '순환 층의 종류' }),
  layers: integer(1, { en: 'recurrent layers on top of each other', ko: '쌓은 순환 층의 수' }),
  hiddenUnits: integer(64, {
    en: 'units of each layer; of each direction of a bilstm',
    ko: '층마다 유닛 수(bilstm은 방향마다)',
  }),
  dropout: real(
    0.2,
    { en: 'dropout after each recurrent layer', ko: '순환 층마다 그 뒤의 드롭아웃' },
    { min: 0, below: 1 },
  ),
};
