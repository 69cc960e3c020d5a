import type { LayerContext, Value } from '../layer';
import { refuse } from '../layer';

/** Over the features. */
export function layerNormalization(context: LayerContext): Value {
  const { graph, input, config, weights } = context;
  const { epsilon } = config;
  const [axis, ...more] = [config['axis']].flat();
  if (more.length > 0 || (axis !== -1 && axis !== input.shape.length)) {
    refuse(context, `axis ${JSON.stringify(config['axis'])}`);
  }
  const features = input.shape[input.shape.length - 1];
  const of = (name: string, value: number) =>
    graph.floats([features], weights.get(name)?.data ?? new Float32Array(features).fill(value));
  const name = graph.apply('LayerNormalization', [input.name, of('gamma', 1), of('beta', 0)], {
    axis: { i: -1 },
    epsilon: { f: epsilon as number },
  });
  return { ...input, name };
}
