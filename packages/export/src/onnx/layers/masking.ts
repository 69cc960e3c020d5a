import type { LayerContext, Value } from '../layer';
import { packed } from '../mask';

/** Masks the time steps of which every feature has a value. */
export function masking({ graph, input, config }: LayerContext): Value {
  const value = graph.floats([], [config['maskValue'] as number]);
  const differs = graph.apply('Cast', [graph.apply('Not', [graph.apply('Equal', [input.name, value])])], {
    to: { i: 6 },
  });
  const mask = graph.apply('ReduceMax', [differs, graph.integers([1], [2])], { keepdims: { i: 0 } });
  return packed(graph, input, mask);
}
