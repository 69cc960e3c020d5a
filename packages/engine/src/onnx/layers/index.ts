import { dense } from './dense';
import type { LayerType } from './layer';
import { lstm } from './lstm';
import { simpleRnn } from './simple-rnn';

/** By Keras's class name. `Embedding` is not among them: a table lookup before the first layer (see `words.ts`). */
export const LAYERS: Readonly<Record<string, LayerType>> = {
  Dense: dense,
  LSTM: lstm,
  SimpleRNN: simpleRnn,
};
