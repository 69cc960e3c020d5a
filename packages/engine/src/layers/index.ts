import { dense } from './dense/dense';
import type { LayerType } from './layer';
import { lstm } from './lstm/lstm';
import { simpleRnn } from './simple-rnn/simple-rnn';

/** By Keras's class name. `Embedding` isn't one of them: it is a table lookup before the first layer (see `embedding/`). */
export const LAYERS: Readonly<Record<string, LayerType>> = {
  Dense: dense,
  LSTM: lstm,
  SimpleRNN: simpleRnn,
};
