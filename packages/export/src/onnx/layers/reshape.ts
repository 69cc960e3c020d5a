import type { LayerContext, Value } from '../layer';
import { refuseMask } from '../layer';

/** Also `Flatten`. */
export function reshape(context: LayerContext): Value {
  refuseMask(context);
  const { graph, input, shape } = context;
  return {
    name: graph.apply('Reshape', [input.name, graph.integers([shape.length + 1], [0, ...shape])]),
    shape,
  };
}
