import type { LayerContext, Value } from '../layer';
import { refuseMask } from '../layer';
import { maskOf } from '../mask';

const overTime = (opType: string, { graph }: LayerContext, x: string) =>
  graph.apply(opType, [x, graph.integers([1], [1])], { keepdims: { i: 0 } });

export function globalMaxPooling1d(context: LayerContext): Value {
  refuseMask(context);
  return { name: overTime('ReduceMax', context, context.input.name), shape: context.shape };
}

export function globalAveragePooling1d(context: LayerContext): Value {
  refuseMask(context);
  return { name: overTime('ReduceMean', context, context.input.name), shape: context.shape };
}

/** Of a row whose time steps are all masked, 0. */
export function maskedGlobalMaxPooling1d(context: LayerContext): Value {
  const { graph, input, shape } = context;
  if (input.lengths === undefined) return globalMaxPooling1d(context);
  const mask = maskOf(graph, input.lengths, input.shape[0]);
  const masked = graph.apply('Where', [mask, input.name, graph.floats([], [-Infinity])]);
  const zero = graph.floats([], [0]);
  const isEmpty = graph.apply('Unsqueeze', [
    graph.apply('Equal', [input.lengths, graph.int32([0])]),
    graph.integers([1], [1]),
  ]);
  return { name: graph.apply('Where', [isEmpty, zero, overTime('ReduceMax', context, masked)]), shape };
}

/** Of a row whose time steps are all masked, 0. */
export function maskedGlobalAveragePooling1d(context: LayerContext): Value {
  const { graph, input, shape } = context;
  if (input.lengths === undefined) return globalAveragePooling1d(context);
  const mask = maskOf(graph, input.lengths, input.shape[0]);
  const sum = overTime('ReduceSum', context, graph.apply('Where', [mask, input.name, graph.floats([], [0])]));
  const counts = graph.apply('Cast', [graph.apply('Max', [input.lengths, graph.int32([1])])], {
    to: { i: 1 },
  });
  const count = graph.apply('Unsqueeze', [counts, graph.integers([1], [1])]);
  return { name: graph.apply('Div', [sum, count]), shape };
}
