import { dense } from './dense';
import type { LayerCompiler } from './layer';
import { lstm } from './lstm';
import { simpleRnn } from './simple-rnn';

/** By Keras's class name. `Embedding` is not among them: a table lookup before the graph (see `embedding.ts`). */
export const LAYERS: Readonly<Record<string, LayerCompiler>> = {
  Dense: dense,
  LSTM: lstm,
  SimpleRNN: simpleRnn,
};
