'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { predictionsPath } from '#api/links';
import { commonMessages } from '#i18n/common';
import { runSeriesMessages } from '#i18n/run-series';
import { getJson } from '#components/connection/fetch-json';
import { Failure } from '#components/failure';
import { Chart, roleColor } from '#components/chart';
import { capitalized } from '#components/format';
import { unitLabel } from '#components/metric-title';
import { useLanguage, useMessages } from '#components/language';
import { timeAxis } from '#components/chart/time-axis';
import sectionStyles from '../section.module.css';
import styles from './split-charts.module.css';
import { baselineName } from '../baseline-name';
import { withGaps } from '#components/chart/gaps';
import { histogramOf } from './residuals';
import type { SeriesPrediction, Split } from '@rnn-lab/runs';
import type { PredictionsPage } from '#api/predictions';
import type { ChartSeries } from '#components/chart';
import type { Language } from '#api/language';

type Text = (typeof runSeriesMessages)['en'];
const NOTHING: { rows: SeriesPrediction[]; horizons: number[] } = { rows: [], horizons: [] };
/** The y limits of the notebook's plot of the sine test. */
const NOTEBOOK_LIMITS = [-3, 3] as const;
const SERIES_KEPT = 10_000;

/** One split's targets and outputs, and its residuals. */
export function SplitCharts({
  id,
  split,
  output,
  unit,
  canThin,
}: {
  id: string;
  split: Split;
  output: string | undefined;
  /** Of the values, as run.json has it. */
  unit: string | undefined;
  canThin: boolean;
}) {
  const text = useMessages(runSeriesMessages);
  const language = useLanguage();
  const { splits } = useMessages(commonMessages);
  const [isThinned, setThinned] = useState(canThin);
  const [horizon, setHorizon] = useState(1);
  const { data = NOTHING, error } = useQuery({
    queryKey: ['series-predictions', id, split, output, horizon],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const query = { limit: String(SERIES_KEPT), horizon: String(horizon) };
      const page = await getJson<PredictionsPage>(predictionsPath({ id, split, output }, query), signal);
      return page.kind === 'series' ? page : NOTHING;
    },
  });
  const { rows, horizons } = data;
  const { xAxis, x } = useMemo(() => timeAxis(rows), [rows]);
  const forecast = useMemo(
    () => forecastSeries(x, rows, isThinned ? 5 : 1, text, language),
    [x, rows, isThinned, text, language],
  );
  const residuals = useMemo(() => residualSeries(x, rows, text), [x, rows, text]);
  const distribution = useMemo(() => distributionSeries(rows, text), [rows, text]);
  if (error) return <Failure error={error} />;

  const name = splits[split];
  const inUnit = (label: string) => (unit ? `${label} (${unitLabel(unit, language)})` : label);
  return (
    <div className={styles.split}>
      {canThin && (
        <label className={styles.check}>
          <input type="checkbox" checked={isThinned} onChange={({ target }) => setThinned(target.checked)} />
          {text.everyFifth}
        </label>
      )}
      {horizons.length > 1 && (
        <label className={styles.check}>
          {text.horizon}
          <select value={horizon} onChange={({ target }) => setHorizon(Number(target.value))}>
            {horizons.map((steps) => (
              <option key={steps} value={steps}>
                {steps}
              </option>
            ))}
          </select>
        </label>
      )}
      <Chart
        title={name}
        series={forecast}
        xAxis={xAxis}
        xLabel={text.time}
        yLabel={inUnit(rows[0]?.column ?? text.value)}
        yRange={isThinned ? NOTEBOOK_LIMITS : undefined}
        name={split}
        fileName={`${id}-${split}`}
        height={280}
      />
      <div className={sectionStyles.charts}>
        <Chart
          title={`${name}: ${text.residuals}`}
          series={residuals}
          xAxis={xAxis}
          xLabel={text.time}
          yLabel={inUnit(text.residual)}
          name={`${split}-residuals`}
          fileName={`${id}-${split}-residuals`}
          height={240}
        />
        <Chart
          title={`${name}: ${text.distribution}`}
          series={distribution}
          xLabel={inUnit(text.residual)}
          yLabel={text.count}
          xRange={edges(distribution[0].x)}
          name={`${split}-residual-distribution`}
          fileName={`${id}-${split}-residual-distribution`}
          height={240}
        />
      </div>
    </div>
  );
}

/** They have one hue, and are told apart by these. */
const BASELINE_DASHES = [
  [6, 4],
  [2, 3],
  [10, 3, 2, 3],
];

/** Every n-th point. */
function forecastSeries(
  times: readonly number[],
  predictions: SeriesPrediction[],
  every: number,
  text: Text,
  language: Language,
): ChartSeries[] {
  const thinned = predictions.filter((_, i) => i % every === 0);
  const { x, rows } = withGaps(
    times.filter((_, i) => i % every === 0),
    thinned,
  );
  const names = Object.keys(thinned[0]?.baselines ?? {});
  const lines = rows.length > 400 ? 'line' : 'line-and-points';
  return [
    ...names.map((name, i): ChartSeries => ({
      key: `baseline ${name}`,
      label: capitalized(baselineName(name, language)),
      color: roleColor('baseline'),
      dash: BASELINE_DASHES[i % BASELINE_DASHES.length],
      x,
      y: rows.map((row) => row?.baselines?.[name] ?? null),
    })),
    {
      key: 'target',
      label: text.target,
      color: roleColor('target'),
      x,
      y: rows.map((row) => row?.target ?? null),
      style: lines,
    },
    {
      key: 'output',
      label: text.output,
      color: roleColor('output'),
      x,
      y: rows.map((row) => row?.output ?? null),
      style: lines,
    },
  ];
}

function residualSeries(x: readonly number[], rows: SeriesPrediction[], text: Text): ChartSeries[] {
  const zero: ChartSeries = {
    key: 'zero',
    label: '0',
    color: roleColor('reference'),
    x,
    y: x.map(() => 0),
    dash: [4, 4],
    style: 'reference',
    inLegend: false,
  };
  const y = rows.map(residualOf);
  return [
    zero,
    {
      key: 'residual',
      label: text.residual,
      color: roleColor('output'),
      x,
      y,
      style: 'points',
      pointSize: 4,
    },
  ];
}

function distributionSeries(rows: SeriesPrediction[], text: Text): ChartSeries[] {
  const { centers, counts } = histogramOf(rows.map(residualOf).filter((value) => value !== null));
  return [
    { key: 'count', label: text.count, color: roleColor('output'), x: centers, y: counts, style: 'bars' },
  ];
}

/** null if either is not finite. */
function residualOf({ target, output }: SeriesPrediction): number | null {
  return Number.isFinite(target) && Number.isFinite(output) ? output - target : null;
}

/** From the first bar's left edge to the last one's right. */
function edges(centers: readonly number[]): readonly [number, number] | undefined {
  if (centers.length < 2) return undefined;
  const half = (centers[1] - centers[0]) / 2;
  return [centers[0] - half, centers[centers.length - 1] + half];
}
