import type { LayerContext, Value } from '../layer';
import { refuse, weightOf } from '../layer';

/** With the moving statistics: a factor and an offset per feature. */
export function batchNormalization(context: LayerContext): Value {
  const { graph, input, config, weights } = context;
  const { axis, epsilon } = config;
  if (axis !== -1 && axis !== input.shape.length) refuse(context, `axis ${JSON.stringify(axis)}`);
  const [mean, variance] = ['moving_mean', 'moving_variance'].map((name) => weightOf(context, name).data);
  const [gamma, beta] = ['gamma', 'beta'].map((name) => weights.get(name)?.data);
  const factor = variance.map((value, i) => (gamma?.[i] ?? 1) / Math.sqrt(value + (epsilon as number)));
  const offset = mean.map((value, i) => (beta?.[i] ?? 0) - value * factor[i]);
  const shape = [factor.length];
  const scaled = graph.apply('Mul', [input.name, graph.floats(shape, factor)]);
  return { ...input, name: graph.apply('Add', [scaled, graph.floats(shape, offset)]) };
}
