import type { LayerContext, Value } from '../layer';
import { weightOf } from '../layer';
import { packed } from '../mask';

/** A table lookup. */
export function embedding(context: LayerContext): Value {
  const { graph } = context;
  const table = weightOf(context, 'embeddings');
  const rows = graph.floats(table.shape, table.data);
  return lookUp(context, (ids) => graph.apply('Gather', [rows, ids]));
}

/** The vectors of the input's ids. With `maskZero`, id 0 is masked. */
export function lookUp(
  { graph, input, config, shape }: LayerContext,
  vectorsOf: (ids: string) => string,
): Value {
  if (!config['maskZero']) return { name: vectorsOf(input.name), shape };
  const isPadding = graph.apply('Equal', [input.name, graph.int32([0])]);
  const mask = graph.apply('Cast', [graph.apply('Not', [isPadding])], { to: { i: 6 } });
  const { name, lengths } = packed(graph, input, mask);
  return { name: vectorsOf(name), shape, lengths };
}
