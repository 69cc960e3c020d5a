import { loadDeaths } from '@rnn-lab/data';
import { reshape } from '@rnn-lab/errors';
import {
  clip,
  holtWinters,
  lastValue,
  seasonalNaive,
  seriesData,
  Standardization,
  windows,
} from '@rnn-lab/forecasting';
import { choice, defineExperiment, integer, on, path, real } from '@rnn-lab/lab';
import { deathsLstm, deathsRnn } from '@rnn-lab/models';
import { SERIES_BASELINES } from '../series/baselines-option';
import { checkVaries } from '../series/check-varies';
import { endOf } from '../series/end-of';
import { OPTIMIZER, optimizerOf } from '../optimizer';
import { grouped } from '../terminal/format';
import { say } from '../language';

const MODELS = { rnn: deathsRnn, lstm: deathsLstm };
/** Months in a season, and in the hold-out. */
const YEAR = 12;
/** The notebook's clipping of the data set. */
const CLIP = 2000;

export default defineExperiment({
  title: {
    en: 'Lung deaths in the United Kingdom, one month ahead: SimpleRNN and LSTM',
    ko: '영국의 호흡기 질환 사망자 수 한 달 뒤 예측: SimpleRNN과 LSTM',
  },

  kind: 'series',

  parameters: {
    model: choice(['rnn', 'lstm'], null, {
      en: 'model to train (default: both)',
      ko: '학습할 모델(기본값: 둘 다)',
    }),
    csv: path({
      en: 'CSV, TSV or JSONL file with the columns time and value, instead of the data set',
      ko: '데이터 세트 대신 쓸, time과 value 열이 있는 CSV, TSV, JSONL 파일',
    }),
    holdout: on({
      en: 'skip the second training, on all but the last 12 months, that measures forecasts',
      ko: '마지막 12개월을 뺀 데이터로 다시 학습해 예측을 재는 홀드아웃을 생략',
    }),
    ...SERIES_BASELINES,
    clip: real(
      null,
      {
        en: 'larger values are clipped to this one (default: 2000, as in the notebook; with --csv, none)',
        ko: '이보다 큰 값을 이 값으로 자름(기본값: 노트북처럼 2000, --csv에서는 자르지 않음)',
      },
      { above: 0 },
    ),
    windowLength: integer(7, { en: 'months in a window', ko: '윈도 하나의 개월 수' }),
    units: integer(100, { en: 'units of the recurrent layer', ko: '순환 층의 유닛 수' }),
    ...OPTIMIZER,
    epochs: integer(1000, { en: 'passes over the training windows', ko: '학습 윈도 전체를 반복하는 횟수' }),
    batchSize: integer(32, { en: 'windows per optimizer step', ko: '스텝마다 쓰는 윈도 수' }),
  },

  engines: ({ holdout }) => (holdout ? 2 : 1),

  primaryMetric: { split: 'train', metric: 'loss' },

  referenceResults: {},

  async run(params, lab) {
    const { windowLength } = params;
    const minRows = params.holdout ? Math.max(3 * YEAR, windowLength + 1 + YEAR) : windowLength + 1;
    const deaths = await lab.load((options) =>
      loadDeaths({ ...options, csv: params.csv ?? undefined, minRows }),
    );
    const { times } = deaths;
    const { values } = deaths.columns[0];
    const max = params.clip ?? (params.csv === null ? CLIP : Infinity);
    const series = clip(values, max);
    const clipped = values.filter((value) => value > max).length;
    if (clipped > 0) {
      lab.notice(
        say({
          en: `Clipped ${clipped} of the ${values.length} values to ${grouped(max)}`,
          ko: `값 ${values.length}개 가운데 ${clipped}개를 ${grouped(max)}(으)로 자름`,
        }),
      );
    }
    const start = series.length - YEAR;

    const unit = params.csv ? undefined : 'deaths a month';

    /** Standardized windows of the months [first, end). */
    const prepare = (scaling: Standardization, first: number, end: number) => {
      const { x, y } = windows(scaling.apply(series.subarray(first, end)), windowLength);
      const { mean, deviation } = scaling;
      return {
        x: reshape(x, [...x.shape, 1]),
        y,
        times: times.slice(first + windowLength, end),
        unit,
        scaling,
        preprocessing: {
          kind: 'series',
          maxLength: windowLength,
          scaling: { mean, deviation },
          columns: ['value'],
          clip: Number.isFinite(max) ? max : null,
          frequency: deaths.frequency.name,
          end: endOf(deaths, end, { window: windowLength, horizon: 1 }),
        } as const,
      };
    };
    const scalingOf = (end: number) => {
      const known = series.subarray(0, end);
      checkVaries(known, `The values of ${deaths.file.path} from ${times[0]} to ${times[end - 1]}`);
      return Standardization.fit(known);
    };
    const whole = prepare(scalingOf(series.length), 0, series.length);
    const known = params.holdout ? prepare(scalingOf(start), 0, start) : undefined;

    for (const name of params.model ? [params.model] : (['rnn', 'lstm'] as const)) {
      const build = () => MODELS[name]({ windowLength, units: params.units, random: lab.random('weights') });
      // Build both before the run starts: a large network's initial weights take minutes without a heartbeat.
      const model = build();
      const holdoutModel = params.holdout ? build() : undefined;
      await lab.train(
        {
          model,
          loss: 'meanSquaredError',
          optimizer: optimizerOf(params, whole.times.length),
          dataset: {
            name: 'deaths',
            rows: { train: whole.times.length, ...(params.holdout && { holdout: YEAR }) },
            files: [deaths.file],
          },
        },
        async (run) => {
          run.writePreprocessing(whole.preprocessing);
          run.writeData(seriesData({ times, values, season: YEAR, unit }));
          await run.fit(whole.x, whole.y, params);
          await run.forecast('train', whole);
          if (!holdoutModel || !known) return;
          const forecasts = {
            ...prepare(known.scaling, start - windowLength, series.length),
            ...(params.baselines && {
              baselines: {
                'last value': lastValue(series, start),
                'seasonal naive': seasonalNaive(series, start, YEAR),
                'Holt-Winters': holtWinters(series, start, YEAR),
              },
            }),
          };
          const { preprocessing } = known;
          const random = lab.random('order');
          const holdOut = { model: holdoutModel, train: known, preprocessing, random, forecasts };
          await run.holdOut([holdOut], params);
        },
      );
    }
  },
});
