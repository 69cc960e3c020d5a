import { SINE_NOISE_VARIANCE, sineSeries } from '@rnn-lab/data';
import { reshape } from '@rnn-lab/errors';
import { lastValue, repeatLast, windows } from '@rnn-lab/forecasting';
import { defineExperiment, integer } from '@rnn-lab/lab';
import { sineRnn } from '@rnn-lab/models';
import { NOISE_FLOOR } from '@rnn-lab/runs';
import { OPTIMIZER, optimizerOf } from '../optimizer';

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
    ...OPTIMIZER,
    epochs: integer(100, { en: 'passes over the training windows', ko: '학습 윈도 전체를 반복하는 횟수' }),
    batchSize: integer(16, { en: 'windows per optimizer step', ko: '스텝마다 쓰는 윈도 수' }),
  },

  primaryMetric: { split: 'test', metric: 'loss' },

  referenceResults: {},

  async run(params, lab) {
    const { step } = params;
    const series = sineSeries(LENGTH, lab.seeded());
    const train = series.subarray(0, TRAIN);
    const test = series.subarray(TRAIN);

    // As in the notebook, repeat the last value, so that every value starts a window.
    const trainWindows = windows(repeatLast(train, step), step);
    const testWindows = windows(repeatLast(test, step), step);
    // The hold-out has no windows with repeated values.
    const holdout = windows(test, step);
    const asInput = ({ x }: typeof holdout) => reshape(x, [x.shape[0], 1, step]);
    const timesFrom = (first: number, { y }: typeof holdout) =>
      Array.from(y.data, (_, i) => first + step + i);

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
        optimizer: optimizerOf(params),
        dataset: {
          name: 'sine',
          rows: { train: train.length, test: test.length, holdout: holdout.y.data.length },
          files: [],
        },
      },
      async (run) => {
        run.writePreprocessing({ kind: 'series', maxLength: step, scaling: { mean: 0, deviation: 1 } });
        await run.fit(asInput(trainWindows), trainWindows.y, params);
        const [x, testX, holdoutX] = [trainWindows, testWindows, holdout].map(asInput);
        await run.forecast('train', { x, y: trainWindows.y, times: timesFrom(0, trainWindows) });
        await run.forecast('test', { x: testX, y: testWindows.y, times: timesFrom(TRAIN, testWindows) });
        await run.forecast('holdout', {
          x: holdoutX,
          y: holdout.y,
          times: timesFrom(TRAIN, holdout),
          baselines: { 'last value': lastValue(test, step) },
        });
        // The noise is uniform over [-1, 1] around its mean.
        run.baseline(NOISE_FLOOR, 'holdout', { mae: 0.5, rmse: Math.sqrt(SINE_NOISE_VARIANCE) });
      },
    );
  },
});
