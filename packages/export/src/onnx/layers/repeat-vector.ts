import type { LayerContext, Value } from '../layer';

/** The same row at every time step. */
export function repeatVector({ graph, input, shape }: LayerContext): Value {
  const row = graph.apply('Unsqueeze', [input.name, graph.integers([1], [1])]);
  return { name: graph.apply('Expand', [row, graph.integers([3], [1, shape[0], 1])]), shape };
}
