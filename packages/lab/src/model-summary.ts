import type { ModelSummary } from '@rnn-lab/runs';
import type { LayersModel } from '@tensorflow/tfjs';

/** The contents of Keras's `model.summary()`. */
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
