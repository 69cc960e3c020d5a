import { SINE_NOISE_VARIANCE, SINE_PERIOD, sineSeries } from '@rnn-lab/data';
import { reshape } from '@rnn-lab/errors';
import { lastValue, repeatLast, seriesData, windows } from '@rnn-lab/forecasting';
import { defineExperiment, integer } from '@rnn-lab/lab';
import { sineRnn } from '@rnn-lab/models';
import { NOISE_FLOOR } from '@rnn-lab/runs';
import { OPTIMIZER, optimizerOf } from '../optimizer';
import { SERIES_BASELINES } from '../series/baselines-option';

const LENGTH = 1000;
const TRAIN = 800;

export default defineExperiment({
  title: {
    en: 'A noisy sine, one step ahead: SimpleRNN → Dense → Dense',
    ko: '잡음 섞인 사인파 한 단계 예측: SimpleRNN → Dense → Dense',
  },

  kind: 'series',

  parameters: {
    step: integer(4, { en: 'values in a window', ko: '윈도 하나의 값 개수' }, { min: 1, max: 100 }),
    rnnUnits: integer(32, { en: 'units of the SimpleRNN', ko: 'SimpleRNN의 유닛 수' }),
    denseUnits: integer(8, { en: 'units of the dense layer after it', ko: '그다음 Dense 층의 유닛 수' }),
    ...SERIES_BASELINES,
    ...OPTIMIZER,
    epochs: integer(100, { en: 'passes over the training windows', ko: '학습 윈도 전체를 반복하는 횟수' }),
    batchSize: integer(16, { en: 'windows per optimizer step', ko: '스텝마다 쓰는 윈도 수' }),
  },

  primaryMetric: { split: 'test', metric: 'loss' },

  referenceResults: {},

  async run(params, lab) {
    const { step } = params;
    const series = sineSeries(LENGTH, lab.seeded());
    /** As in the notebook, repeats the last value, so that every value starts a window. */
    const prepare = (part: Float64Array, first: number) => {
      const { x, y } = windows(repeatLast(part, step), step);
      const times = Array.from(y.data, (_, i) => first + step + i);
      return { x: reshape(x, [x.shape[0], 1, step]), y, times, padding: step };
    };
    const train = prepare(series.subarray(0, TRAIN), 0);
    const test = prepare(series.subarray(TRAIN), TRAIN);

    const model = sineRnn({
      windowLength: step,
      units: params.rnnUnits,
      denseUnits: params.denseUnits,
      random: lab.random('weights'),
    });

    await lab.train(
      {
        model,
        loss: 'meanSquaredError',
        optimizer: optimizerOf(params, train.times.length),
        dataset: {
          name: 'sine',
          rows: { train: train.times.length, test: test.times.length },
          files: [],
        },
        caveats: [
          {
            en: `The last ${step} targets of each split are padding: they count for the loss, as in the notebook, but not for charts and forecast errors.`,
            ko: `각 분할의 마지막 목표 ${step}개는 채워 넣은 값입니다. 노트북처럼 손실에는 들어가지만 그래프와 예측 오차에서는 뺐습니다.`,
          },
        ],
      },
      async (run) => {
        run.writePreprocessing({
          kind: 'series',
          maxLength: step,
          scaling: { mean: 0, deviation: 1 },
          end: { window: [Array.from(series.subarray(LENGTH - step))], times: [LENGTH] },
        });
        run.writeData(seriesData({ times: Array.from(series.keys()), values: series, season: SINE_PERIOD }));
        await run.fit(train.x, train.y, params);
        await run.forecast('train', train);
        if (!params.baselines) return run.forecast('test', test);
        const baselines = { 'last value': lastValue(series.subarray(TRAIN), step) };
        await run.forecast('test', { ...test, baselines });
        // The noise is uniform over [-1, 1] around its mean.
        run.baseline(NOISE_FLOOR, 'test', { mae: 0.5, rmse: Math.sqrt(SINE_NOISE_VARIANCE) });
      },
    );
  },
});
