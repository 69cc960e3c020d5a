import type { LayerContext } from '../layer';
import type { RecurrentType } from '../recurrent';
import { recurrent } from '../recurrent';

export const SIMPLE_RNN: RecurrentType = { opType: 'RNN', gates: [0], activations: ['activation'] };

export const simpleRnn = (context: LayerContext) => recurrent(context, SIMPLE_RNN);
