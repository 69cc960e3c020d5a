import { activate } from '../activations';
import type { LayerContext, Value } from '../layer';

export function activation(context: LayerContext): Value {
  const { input } = context;
  return { ...input, name: activate(context, input.name) };
}
