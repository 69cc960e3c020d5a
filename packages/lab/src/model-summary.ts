import type { ModelSummary } from '@rnn-lab/runs';
import type { LayersModel } from '@tensorflow/tfjs';

/** What Keras's `model.summary()` shows. */
export function summarizeModel(model: LayersModel): ModelSummary {
  return {
    name: model.name,
    parameters: model.countParams(),
    layers: model.layers.map((layer) => ({
      name: layer.name,
      className: layer.getClassName(),
      outputShape: layer.outputShape as (number | null)[],
      parameters: layer.countParams(),
    })),
  };
}
