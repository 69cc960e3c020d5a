import { activate } from '../activations';
import type { LayerContext, Value } from '../layer';
import { weightOf } from '../layer';

/** Over the last axis, at every time step if there are some. */
export function dense(context: LayerContext): Value {
  const { graph, input, config, shape } = context;
  const kernel = weightOf(context, 'kernel');
  const product = graph.apply('MatMul', [input.name, graph.floats(kernel.shape, kernel.data)]);
  const { useBias } = config;
  const bias = useBias === false ? undefined : weightOf(context, 'bias');
  const sum = bias ? graph.apply('Add', [product, graph.floats(bias.shape, bias.data)]) : product;
  return { name: activate(context, sum), shape, lengths: input.lengths };
}
