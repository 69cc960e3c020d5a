import type { LayerContext, Value } from '../layer';
import { refuse } from '../layer';
import { dense } from './dense';

interface Inner {
  className: string;
  config: LayerContext['config'];
}

/** Around a Dense layer it is the same as that layer alone. */
export function timeDistributed(context: LayerContext): Value {
  const { className, config } = context.config['layer'] as Inner;
  if (className !== 'Dense') return refuse(context, `the layer ${JSON.stringify(className)}`);
  const weights = [...context.weights].map(
    ([name, weight]) => [name.slice(name.lastIndexOf('/') + 1), weight] as const,
  );
  return dense({ ...context, config, weights: new Map(weights) });
}
