import type { LayerContext, Value } from '../layer';
import { weightOf } from '../layer';
import { lookUp } from './embedding';

/** The mean of the rows that an id's bag names; row 0 is none. */
export function embeddingBag(context: LayerContext): Value {
  const { graph } = context;
  const { shape, data } = weightOf(context, 'embeddings');
  const bags = weightOf(context, 'bags');
  const table = graph.floats(shape, data);
  const rowsById = graph.int32([...bags.data], bags.shape);
  const size = graph.integers([1], [2]);
  return lookUp(context, (ids) => {
    const rows = graph.apply('Gather', [rowsById, ids]);
    const isUsed = graph.apply('Cast', [graph.apply('Greater', [rows, graph.int32([0])])], { to: { i: 1 } });
    const factors = graph.apply('Unsqueeze', [isUsed, graph.integers([1], [3])]);
    const vectors = graph.apply('Mul', [graph.apply('Gather', [table, rows]), factors]);
    const sums = graph.apply('ReduceSum', [vectors, size], { keepdims: { i: 0 } });
    const counts = graph.apply('ReduceSum', [isUsed, size]);
    return graph.apply('Div', [sums, graph.apply('Max', [counts, graph.floats([], [1])])]);
  });
}
