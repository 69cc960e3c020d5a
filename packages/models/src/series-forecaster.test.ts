import { RandomState } from '@rnn-lab/random';
import * as tf from '@tensorflow/tfjs';
import { RECURRENT_LAYERS } from './recurrent-layers';
import { seriesForecaster } from './series-forecaster';

describe.each(RECURRENT_LAYERS)('a forecaster of %s', (recurrent) => {
  const build = (seed = 0) =>
    seriesForecaster({
      recurrent,
      layers: 2,
      units: 3,
      dropout: 0.5,
      windowLength: 6,
      features: 2,
      horizon: 4,
      random: new RandomState(seed),
    });

  it('forecasts every step of the horizon from all features', () => {
    const model = build();
    const windows = tf.tensor3d(
      Array.from({ length: 24 }, (_, i) => Math.sin(i)),
      [2, 6, 2],
    );
    const forecast = model.predict(windows) as tf.Tensor2D;
    expect(forecast.shape).toEqual([2, 4]);
    const second = tf.tensor1d([0, 1]).reshape([1, 1, 2]);
    const other = model.predict(windows.add(second)) as tf.Tensor2D;
    expect(other.arraySync()).not.toEqual(forecast.arraySync());
  });

  it('draws all of its weights from the generator', () => {
    const [a, b, c] = [0, 0, 1].map((seed) =>
      build(seed)
        .getWeights()
        .map((weights) => weights.dataSync()),
    );
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
  });
});
