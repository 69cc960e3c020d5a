import type { LayerContext, Value } from '../layer';

/** Dropout is off outside of training. */
export const dropout = ({ input }: LayerContext): Value => input;
