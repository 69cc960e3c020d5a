import { DECIMALS, ENCODINGS, FILLS, loadSeries, THOUSANDS } from '@rnn-lab/data';
import { seriesData } from '@rnn-lab/forecasting';
import { choice, defineExperiment, integer, on, path, real, required, text } from '@rnn-lab/lab';
import { seriesForecaster } from '@rnn-lab/models';
import { OPTIMIZER, optimizerOf } from '../optimizer';
import { RECURRENT } from '../recurrent';
import { SERIES_BASELINES } from '../series/baselines-option';
import { describeSeries } from '../series/describe-series';
import { planHoldOuts } from '../series/plan-hold-outs';
import { ScaledSeries } from '../series/scaled-series';

export default defineExperiment({
  title: {
    en: 'Your own series: windows → recurrent layers → the values that follow',
    ko: '내 시계열 예측: 윈도 → 순환 층 → 다음 값',
  },

  kind: 'series',

  parameters: {
    csv: required(
      path({
        en: 'CSV, TSV or JSONL file with a row per time step',
        ko: '시점마다 한 행인 CSV, TSV, JSONL 파일',
      }),
    ),
    value: text({
      en: 'column to forecast (default: the only one beside the time)',
      ko: '예측할 열(기본값: 시각 열이 아닌 유일한 열)',
    }),
    features: text({
      en: 'further columns to forecast from, separated by commas',
      ko: '예측에 함께 쓸 열, 쉼표로 구분',
    }),
    time: text({
      en: 'column of the times (default: found by its name, else by its dates; without one, rows follow each other)',
      ko: '시각 열(기본값: 이름으로, 없으면 날짜로 찾음. 그런 열이 없으면 행의 순서)',
    }),
    encoding: choice(ENCODINGS, null, {
      en: 'encoding of the file (default: by byte order mark, else UTF-8)',
      ko: '파일의 인코딩(기본값: 바이트 순서 표시에 따라, 없으면 UTF-8)',
    }),
    decimal: choice(DECIMALS, 'point', { en: 'what separates decimals', ko: '소수점 기호' }),
    thousands: choice(THOUSANDS, null, {
      en: 'what separates thousands (default: nothing)',
      ko: '천 단위 구분 기호(기본값: 없음)',
    }),
    fill: choice(FILLS, null, {
      en: 'repair gaps, repeated and unordered times (default: refuse them)',
      ko: '빠지거나, 겹치거나, 순서가 뒤바뀐 시각을 바로잡음(기본값: 거부)',
    }),
    window: integer(12, { en: 'time steps in a window', ko: '윈도 하나의 시점 수' }),
    horizon: integer(1, {
      en: 'values to forecast after each window',
      ko: '윈도마다 그 뒤로 예측할 값의 수',
    }),
    season: integer(
      null,
      {
        en: 'time steps in a season, for the baselines (default: found from the times)',
        ko: '기준 예측에 쓸, 한 계절의 시점 수(기본값: 시각에서 찾음)',
      },
      {
        min: 2,
      },
    ),
    ...RECURRENT,
    ...OPTIMIZER,
    epochs: integer(200, {
      en: 'most passes over the training windows',
      ko: '학습 윈도 전체를 반복하는 최대 횟수',
    }),
    earlyStopping: integer(20, {
      en: 'stop after this many epochs without a lower validation loss',
      ko: '검증 손실이 이만큼의 에포크 동안 줄지 않으면 멈춤',
    }),
    batchSize: integer(32, { en: 'windows per optimizer step', ko: '스텝마다 쓰는 윈도 수' }),
    validationSplit: real(
      0.1,
      {
        en: 'fraction of the training windows, the last ones, kept for validation',
        ko: '학습 윈도의 뒤쪽에서 검증용으로 남기는 비율',
      },
      {
        above: 0,
        below: 1,
      },
    ),
    ...SERIES_BASELINES,
    holdout: on({
      en: 'skip the further trainings, on all but the last rows, that measure forecasts',
      ko: '마지막 행들을 뺀 데이터로 다시 학습해 예측을 재는 홀드아웃을 생략',
    }),
    holdoutLength: integer(null, {
      en: 'rows of a hold-out (default: a tenth, at least a season and the horizon)',
      ko: '홀드아웃의 행 수(기본값: 10분의 1, 적어도 한 계절과 예측할 값의 수)',
    }),
    origins: integer(1, {
      en: 'hold-outs that follow each other, each forecast from its origin (rolling-origin evaluation)',
      ko: '잇따르는 홀드아웃의 수, 저마다 자기 시작점에서 예측(rolling-origin 평가)',
    }),
  },

  engines: ({ holdout }) => (holdout ? 2 : 1),

  primaryMetric: { split: 'holdout', metric: 'rmse' },

  referenceResults: {},

  all: false,

  async run(params, lab) {
    const { csv, window, horizon, validationSplit } = params;
    const series = await lab.load(() =>
      loadSeries(csv, {
        value: params.value ?? undefined,
        features: params.features?.split(','),
        time: params.time ?? undefined,
        encoding: params.encoding ?? undefined,
        decimal: params.decimal,
        thousands: params.thousands,
        fill: params.fill ?? undefined,
      }),
    );
    const { starts, length, season, notices } = planHoldOuts(series, params);
    for (const line of [...describeSeries(series), ...notices]) lab.notice(line);

    const rows = series.times.length;
    const [{ name: column, values }] = series.columns;
    const whole = new ScaledSeries(series, rows, params);
    const { train, validation } = whole.split(rows, validationSplit);
    const build = () =>
      seriesForecaster({
        recurrent: params.model,
        layers: params.layers,
        units: params.hiddenUnits,
        dropout: params.dropout,
        windowLength: window,
        features: series.columns.length,
        horizon,
        random: lab.random('weights'),
      });
    const model = build();
    const holdOuts = starts.map((start) => {
      const known = new ScaledSeries(series, start, params);
      return {
        model: build(),
        random: lab.random('order'),
        ...known.split(start, validationSplit),
        preprocessing: known.preprocessing,
        forecasts: {
          ...known.heldOut(start, start + length),
          ...(params.baselines && { baselines: known.baselines(start, start + length, season) }),
        },
      };
    });

    await lab.train(
      {
        model,
        loss: 'meanSquaredError',
        optimizer: optimizerOf(params, train.x.shape[0]),
        dataset: {
          name: 'series',
          rows: {
            train: train.x.shape[0],
            validation: validation.x.shape[0],
            ...(params.holdout && { holdout: starts.length * length }),
          },
          files: [series.file],
        },
      },
      async (run) => {
        const { epochs, earlyStopping, batchSize } = params;
        const options = { epochs, earlyStopping, batchSize };
        run.writePreprocessing(whole.preprocessing);
        run.writeData(seriesData({ times: series.times, column, values, season }));
        await run.fit(train.x, train.y, { ...options, validationData: [validation.x, validation.y] });
        await run.forecast('train', train);
        await run.forecast('validation', validation);
        if (holdOuts.length > 0) await run.holdOut(holdOuts, options);
      },
    );
  },
});
