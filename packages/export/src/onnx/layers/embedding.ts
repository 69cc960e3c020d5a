import type { LayerContext, Value } from '../layer';
import { weightOf } from '../layer';
import { packed } from '../mask';

/** A table lookup. With `maskZero`, id 0 is masked. */
export function embedding(context: LayerContext): Value {
  const { graph, input, config, shape } = context;
  const table = weightOf(context, 'embeddings');
  const rows = graph.floats(table.shape, table.data);
  const look = (ids: string) => graph.apply('Gather', [rows, ids]);
  if (!config['maskZero']) return { name: look(input.name), shape };
  const isPadding = graph.apply('Equal', [input.name, graph.int32([0])]);
  const mask = graph.apply('Cast', [graph.apply('Not', [isPadding])], { to: { i: 6 } });
  const { name, lengths } = packed(graph, input, mask);
  return { name: look(name), shape, lengths };
}
