import { DECIMALS, ENCODINGS, FILLS, loadSeries, THOUSANDS } from '@rnn-lab/data';
import { choice, defineExperiment, integer, on, path, real, required, text } from '@rnn-lab/lab';
import { seriesForecaster } from '@rnn-lab/models';
import { OPTIMIZER, optimizerOf } from '../optimizer';
import { RECURRENT } from '../recurrent';
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
    csv: required(path('CSV, TSV or JSONL file with a row per time step')),
    value: text('column to forecast (default: the only one beside the time)'),
    features: text('further columns to forecast from, separated by commas'),
    time: text('column of the times (default: found by its name; else rows follow each other)'),
    encoding: choice(ENCODINGS, null, 'encoding of the file (default: by byte order mark, else UTF-8)'),
    decimal: choice(DECIMALS, 'point', 'what separates decimals'),
    thousands: choice(THOUSANDS, null, 'what separates thousands (default: nothing)'),
    fill: choice(FILLS, null, 'repair gaps, repeated and unordered times (default: refuse them)'),
    window: integer(12, 'time steps in a window'),
    horizon: integer(1, 'values to forecast after each window'),
    season: integer(null, 'time steps in a season, for the baselines (default: found from the times)', {
      min: 2,
    }),
    ...RECURRENT,
    ...OPTIMIZER,
    epochs: integer(200, 'most passes over the training windows'),
    earlyStopping: integer(20, 'stop after this many epochs without a lower validation loss'),
    batchSize: integer(32, 'windows per optimizer step'),
    validationSplit: real(0.1, 'fraction of the training windows, the last ones, kept for validation', {
      above: 0,
      below: 1,
    }),
    holdout: on('skip the further trainings, on all but the last rows, that measure forecasts'),
    holdoutLength: integer(null, 'rows of a hold-out (default: a tenth, at least a season and the horizon)'),
    origins: integer(
      1,
      'hold-outs that follow each other, each forecast from its origin (rolling-origin evaluation)',
    ),
  },

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
        forecasts: known.heldOut(start, start + length, season),
      };
    });

    await lab.train(
      {
        model,
        loss: 'meanSquaredError',
        optimizer: optimizerOf(params),
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
        await run.fit(train.x, train.y, { ...options, validationData: [validation.x, validation.y] });
        await run.forecast('train', train);
        await run.forecast('validation', validation);
        if (holdOuts.length > 0) await run.holdOut(holdOuts, options);
      },
    );
  },
});
