'use client';

import { useMemo } from 'react';
import { runDataMessages } from '#i18n/run-data';
import { Chart, roleColor } from '#components/chart';
import { formatX } from '#components/chart/ticks';
import { timeAxis } from '#components/chart/time-axis';
import { useLanguage, useMessages } from '#components/language';
import { unitLabel } from '#components/metric-title';
import sectionStyles from '../section.module.css';
import type { DataSummary } from '@rnn-lab/runs';
import type { ChartSeries } from '#components/chart';

type SeriesSummary = Extract<DataSummary, { kind: 'series' }>;
type Text = (typeof runDataMessages)['en'];
/** Of the autocorrelation of white noise, in units of 1/√n. */
const BOUND = 1.96;
const CORRELATIONS = [-1, 1] as const;

/** The raw series, its season, and its autocorrelation. */
export function SeriesData({ id, data }: { id: string; data: SeriesSummary }) {
  const text = useMessages(runDataMessages);
  const language = useLanguage();
  const { points, rows, season, autocorrelation } = data;
  const { xAxis, x } = useMemo(
    () => timeAxis(points.times.map((time, index) => ({ time, index }))),
    [points.times],
  );
  const course = useMemo(
    (): ChartSeries[] => [
      { key: 'value', label: data.column ?? text.value, color: roleColor('target'), x, y: points.values },
    ],
    [data.column, x, points.values, text],
  );
  const seasonal = useMemo(() => (season ? [seasonSeries(season, text)] : []), [season, text]);
  const correlated = useMemo(
    () => autocorrelationSeries(autocorrelation, rows, text),
    [autocorrelation, rows, text],
  );
  const label = data.column ?? text.value;
  const yLabel = data.unit ? `${label} (${unitLabel(data.unit, language)})` : label;
  return (
    <>
      <Chart
        title={text.series}
        series={course}
        xAxis={xAxis}
        xLabel={text.time}
        yLabel={yLabel}
        tellsEnds={false}
        name="series"
        fileName={`${id}-series`}
        height={240}
      />
      <p className="quiet">
        {text.beforeScaling} {rows > points.values.length && text.thinned(rows, points.values.length / 2)}
      </p>
      <div className={sectionStyles.charts}>
        <div>
          {season ? (
            <>
              <Chart
                title={text.season(season.length)}
                series={seasonal}
                xLabel={text.position}
                yLabel={yLabel}
                tellsEnds={false}
                name="season"
                fileName={`${id}-season`}
                height={220}
              />
              <p className="quiet">{text.seasonNote(formatX(xAxis, x[0], language))}</p>
            </>
          ) : (
            <p className="quiet">{text.noSeason}</p>
          )}
        </div>
        <div>
          {autocorrelation.length > 0 ? (
            <Chart
              title={text.autocorrelation}
              series={correlated}
              xLabel={text.lag}
              yLabel={text.autocorrelation}
              xRange={[-0.5, autocorrelation.length - 0.5]}
              yRange={CORRELATIONS}
              tellsEnds={false}
              name="autocorrelation"
              fileName={`${id}-autocorrelation`}
              height={220}
            />
          ) : (
            <p className="quiet">{text.constant}</p>
          )}
        </div>
      </div>
    </>
  );
}

function seasonSeries({ mean, deviation }: NonNullable<SeriesSummary['season']>, text: Text): ChartSeries {
  return {
    key: 'mean',
    label: text.mean,
    color: roleColor('target'),
    x: mean.map((_, i) => i + 1),
    y: mean,
    band: {
      low: mean.map((value, i) => value - deviation[i]),
      high: mean.map((value, i) => value + deviation[i]),
    },
  };
}

function autocorrelationSeries(values: readonly number[], rows: number, text: Text): ChartSeries[] {
  const x = values.map((_, lag) => lag);
  const bound = BOUND / Math.sqrt(rows);
  const boundary = (key: string, y: number): ChartSeries => ({
    key,
    label: text.bounds,
    color: roleColor('reference'),
    x,
    y: x.map(() => y),
    dash: [4, 4],
    style: 'reference',
    inLegend: key === 'upper',
  });
  return [
    boundary('upper', bound),
    boundary('lower', -bound),
    { key: 'acf', label: text.autocorrelation, color: roleColor('target'), x, y: values, style: 'bars' },
  ];
}
