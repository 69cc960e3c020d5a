import type { Graph } from './graph';
import type { Value } from './layer';

/**
 * Moves the time steps that aren't masked to the front, in their order: ONNX's recurrent operators leave out time steps at
 * the end alone, and a recurrent layer that leaves out a masked one computes the same as without it.
 *
 * @param mask int32 [batch, steps], 0 for a masked time step
 */
export function packed(graph: Graph, { name, shape }: Value, mask: string): Value {
  const [steps, features] = shape;
  // Unmasked steps have their position as key, masked ones a larger one.
  const positions = graph.floats(
    [steps],
    Array.from({ length: steps }, (_, step) => step),
  );
  const behind = graph.apply('Mul', [
    graph.apply('Cast', [mask], { to: { i: 1 } }),
    graph.floats([], [-steps]),
  ]);
  const keys = graph.apply('Add', [positions, behind]);
  const k = graph.integers([1], [steps]);
  const [, order] = graph.applyFor(2, 'TopK', [keys, k], { axis: { i: 1 }, largest: { i: 0 } });
  const lengths = graph.apply('ReduceSum', [mask, graph.integers([1], [1])], { keepdims: { i: 0 } });
  if (features === undefined) {
    return { name: graph.apply('GatherElements', [name, order], { axis: { i: 1 } }), shape, lengths };
  }
  const repeated = graph.apply('Expand', [
    graph.apply('Unsqueeze', [order, graph.integers([1], [2])]),
    graph.integers([3], [1, 1, features]),
  ]);
  return { name: graph.apply('GatherElements', [name, repeated], { axis: { i: 1 } }), shape, lengths };
}

/** Whether each time step is unmasked: bool [batch, steps, 1]. */
export function maskOf(graph: Graph, lengths: string, steps: number): string {
  const positions = graph.int32(
    Array.from({ length: steps }, (_, step) => step),
    [steps],
  );
  const each = graph.apply('Unsqueeze', [lengths, graph.integers([1], [1])]);
  return graph.apply('Unsqueeze', [graph.apply('Less', [positions, each]), graph.integers([1], [2])]);
}
