import * as tf from '@tensorflow/tfjs';
import { glorotUniform } from './initializers';
import { addRecurrentLayers } from './recurrent-layers';
import type { RecurrentLayersOptions } from './recurrent-layers';

export interface SeriesForecasterOptions extends RecurrentLayersOptions {
  /** Time steps in one input. */
  windowLength: number;
  /** Values of a time step. */
  features: number;
  /** Values to forecast after each window. */
  horizon: number;
}

/**
 * Recurrent layers → Dense, which forecasts the whole horizon at once. Not compiled.
 *
 * @returns windows, shape [windows, windowLength, features] → the values that follow, shape [windows, horizon]
 * @throws tfjs's ValueError for a size that is not a positive integer
 */
export function seriesForecaster(options: SeriesForecasterOptions): tf.Sequential {
  const { recurrent, windowLength, features, horizon, random } = options;
  const model = tf.sequential({ name: `series_${recurrent}` });
  model.add(tf.layers.inputLayer({ name: 'window', inputShape: [windowLength, features] }));
  addRecurrentLayers(model, options);
  model.add(
    tf.layers.dense({
      name: 'dense',
      units: horizon,
      kernelInitializer: glorotUniform(random),
      biasInitializer: 'zeros',
    }),
  );
  return model;
}
