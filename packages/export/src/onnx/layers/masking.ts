import type { LayerContext, Value } from '../layer';
import { refuse } from '../layer';
import { packed } from '../mask';

/** Masks the time steps of which every feature has a value. */
export function masking(context: LayerContext): Value {
  const { graph, input, config } = context;
  if (input.shape.length === 1) refuse(context, 'the mask of rows without time steps');
  const value = graph.floats([], [config['maskValue'] as number]);
  const differs = graph.apply('Cast', [graph.apply('Not', [graph.apply('Equal', [input.name, value])])], {
    to: { i: 6 },
  });
  const mask = graph.apply('ReduceMax', [differs, graph.integers([1], [2])], { keepdims: { i: 0 } });
  return packed(graph, input, mask);
}
