import type { Layer, LayerContext, LayerType } from '../layer';
import { GlobalAveragePooling } from './global-average-pooling';
import { GlobalMaxPooling } from './global-max-pooling';

/** Keras's `GlobalMaxPooling1D` and `GlobalAveragePooling1D`, which don't support masks. */
export const globalMaxPooling1d = pooling(false, (context) => new GlobalMaxPooling(context));
export const globalAveragePooling1d = pooling(false, (context) => new GlobalAveragePooling(context));

/** The same over the time steps that aren't masked. The result for a row without any is 0. */
export const maskedGlobalMaxPooling1d = pooling(true, (context) => new GlobalMaxPooling(context));
export const maskedGlobalAveragePooling1d = pooling(true, (context) => new GlobalAveragePooling(context));

function pooling(masked: boolean, create: (context: LayerContext) => Layer): LayerType {
  return { unsupported: () => undefined, mask: () => (masked ? 'used' : undefined), create };
}
