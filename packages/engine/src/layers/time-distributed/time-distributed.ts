import type { LayerSpec } from '../../graph/model-spec';
import { dense } from '../dense/dense';
import type { LayerType } from '../layer';

interface Inner {
  className: string;
  config: LayerSpec['config'];
}

/** Keras's `TimeDistributed` around a Dense layer, which is the same as that layer alone. */
export const timeDistributed: LayerType = {
  ...dense,
  unsupported: ({ layer }, shapes) => {
    const { className, config } = layer as Inner;
    return className === 'Dense'
      ? dense.unsupported(config, shapes)
      : `the layer ${JSON.stringify(className)}`;
  },
  create: (context) => dense.create({ ...context, config: (context.config['layer'] as Inner).config }),
};
