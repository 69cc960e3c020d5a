'use client';

import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { parseAsInteger, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { commonMessages } from '#i18n/common';
import { playgroundMessages } from '#i18n/playground';
import { Failure } from '#components/failure';
import { useLanguage, useMessages } from '#components/language';
import { Panel } from '#components/panel';
import { fetchSeries } from './fetch-series';
import { forecast } from './forecast';
import { ForecastChart } from './forecast-chart';
import { ForecastErrors } from './forecast-errors';
import { ForecastTable } from './forecast-table';
import { ModelStatus } from './model-status';
import fieldStyles from './field.module.css';
import hintStyles from './hint.module.css';
import styles from './series-playground.module.css';
import { Slider } from './slider';
import { timesFrom } from './times';
import { useModel } from './use-model';
import type { SeriesPrediction, Split } from '@rnn-lab/runs';
import type { PlaygroundPlan } from '#api/playground';

const MOST_STEPS = 200;
const USUAL_STEPS = 30;

type SeriesPlaygroundProps = { id: string } & Omit<Extract<PlaygroundPlan, { kind: 'series' }>, 'kind'>;

/** A forecast from a place of the series that one chooses, many steps ahead, beside what came true. */
export function SeriesPlayground({
  id,
  splits,
  windowLength,
  holdout,
  unit,
  ...whole
}: SeriesPlaygroundProps) {
  const language = useLanguage();
  const messages = useMessages(playgroundMessages);
  const { splits: splitNames } = useMessages(commonMessages);
  const state = useModel(id, holdout ? 'holdout' : undefined);
  const { scaling } = holdout ?? whole;
  const model = state.status === 'ready' ? state.model.output() : null;
  const [asked, ask] = useQueryStates({
    split: parseAsStringLiteral(splits).withDefault(splits[0]),
    start: parseAsInteger,
    steps: parseAsInteger,
  });
  const { split } = asked;
  const series = useQuery({
    queryKey: ['series', id, split],
    queryFn: ({ signal }) => fetchSeries(id, split, signal),
  });
  const rows = series.data ?? [];
  const truth = rows.map(({ target }) => target);
  const times = timesFrom(rows);
  const isLongEnough = truth.length >= windowLength;
  const unseenFrom = firstUnseen(rows, split, holdout);
  const unseen = truth.length - unseenFrom;
  const isHeldOut = holdout !== null && unseen > 0;
  const steps = clamp(asked.steps ?? (isHeldOut ? unseen : USUAL_STEPS), 1, MOST_STEPS);
  const usualStart = isHeldOut ? unseenFrom : truth.length - steps;
  const start = clamp(asked.start ?? usualStart, windowLength, truth.length);

  const outputs = useQuery({
    queryKey: ['forecast', id, split, start, steps],
    placeholderData: keepPreviousData,
    queryFn:
      model && series.data && isLongEnough
        ? async ({ signal }) => {
            const history = truth.slice(start - windowLength, start);
            return {
              truth,
              times,
              start,
              unseenFrom,
              unit,
              values: await forecast(model, history, steps, scaling, signal),
            };
          }
        : skipToken,
  });
  const error = series.error ?? outputs.error;

  return (
    <>
      <div className={styles.controls}>
        {splits.length > 1 && (
          <label className={fieldStyles.field}>
            {messages.part}
            <select
              value={split}
              onChange={({ target }) =>
                void ask({ split: splits.find((one) => one === target.value), start: null })
              }
            >
              {splits.map((one) => (
                <option key={one} value={one}>
                  {splitNames[one]}
                </option>
              ))}
            </select>
          </label>
        )}
        <Slider
          label={messages.start}
          value={start}
          shown={times.label(start, language)}
          min={windowLength}
          max={Math.max(truth.length, windowLength)}
          onChange={(start) => void ask({ start })}
        />
        <Slider
          label={messages.steps}
          value={steps}
          shown={String(steps)}
          min={1}
          max={MOST_STEPS}
          onChange={(steps) => void ask({ steps })}
        />
      </div>
      <p className={hintStyles.hint}>{messages.forecastHint(windowLength)}</p>
      <ModelStatus state={state} />
      {error && <Failure error={error} />}
      {series.data && !isLongEnough && <p>{messages.tooShort}</p>}
      {outputs.data && (
        <>
          <Panel name={messages.chartLabel} of={outputs.data}>
            <ForecastChart id={id} {...outputs.data} />
          </Panel>
          <Panel name={messages.forecast} of={outputs.data}>
            <ForecastErrors {...outputs.data} />
            <ForecastTable {...outputs.data} />
          </Panel>
        </>
      )}
    </>
  );
}

/** Position of the first value that the model was not trained on: the hold-out's first, or any outside the training split. */
function firstUnseen(
  rows: readonly SeriesPrediction[],
  split: Split,
  holdout: SeriesPlaygroundProps['holdout'],
): number {
  if (split !== 'train') return 0;
  const first = rows.findIndex(({ time }) => time === holdout?.from);
  return first < 0 ? rows.length : first;
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}
