'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { comparePairMessages } from '#i18n/compare-pair';
import { Chart, curveStyle, roleColor } from '#components/chart';
import { withGaps } from '#components/chart/gaps';
import { timeAxis } from '#components/chart/time-axis';
import { Failure } from '#components/failure';
import { formatScore } from '#components/format';
import { useLanguage, useMessages } from '#components/language';
import { unitLabel } from '#components/metric-title';
import { commonInfo } from '../metric-rows';
import { fetchAll } from './fetch-all';
import { gainOf } from './gains';
import { GainsTable } from './gains-table';
import { Noise } from './verdict';
import styles from './pair.module.css';
import type { ChartSeries } from '#components/chart';
import type { ChangesView } from './pair-changes';
import type { Gain } from './gains';

/** Where the errors of two forecasters differ. */
export function SeriesChanges(view: ChangesView) {
  const { a, b, split, output } = view;
  const text = useMessages(comparePairMessages);
  const language = useLanguage();
  const [horizon, setHorizon] = useState(1);
  const { data, error } = useQuery({
    queryKey: ['series-comparison', a.id, b.id, split, output, horizon, a.predictions, b.predictions],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => fetchAll(view, horizon, signal),
  });
  const gains = useMemo(() => data?.rows.map(gainOf) ?? [], [data]);
  const { xAxis, x } = useMemo(() => timeAxis(gains.map(({ row }) => row)), [gains]);
  const series = useMemo(() => gainSeries(x, gains, text.gain), [x, gains, text]);
  if (error) return <Failure error={error} />;
  if (!data) return <p className="quiet">{text.loading}</p>;

  const { unit } = commonInfo(output === undefined ? 'rmse' : `${output}_rmse`, [a.run, b.run]);
  const inUnit = (written: string) => (unit ? `${written} (${unitLabel(unit, language)})` : written);
  const { nearer, signTest, meanError, total, horizons } = data;
  const counted = (count: number) => count.toLocaleString('en');
  return (
    <>
      {horizons.length > 1 && (
        <label>
          {text.horizon}{' '}
          <select value={horizon} onChange={({ target }) => setHorizon(Number(target.value))}>
            {horizons.map((steps) => (
              <option key={steps} value={steps}>
                {steps}
              </option>
            ))}
          </select>
        </label>
      )}
      <p className={styles.about}>
        {text.nearer(counted(nearer.a), counted(nearer.b), counted(total))}{' '}
        {nearer.a !== nearer.b && <Noise test={signTest} describe={text.signTests[signTest.method]} />}
      </p>
      <p className={styles.about}>
        {(['a', 'b'] as const)
          .map((side) => `${text.meanError(text[side])}: ${inUnit(formatScore(meanError[side]))}`)
          .join(' · ')}
      </p>
      <p className={`quiet ${styles.about}`}>
        {nearer.a !== nearer.b && text.signTestAbout} {text.gainAbout}
      </p>
      <Chart
        title={text.gain}
        series={series}
        xAxis={xAxis}
        xLabel={text.time}
        yLabel={inUnit(text.gain)}
        name={`errors-${split}`}
        fileName={`compare-errors-${split}`}
        height={240}
      />
      <GainsTable {...{ gains, xAxis, x }} />
    </>
  );
}

function gainSeries(times: readonly number[], gains: readonly Gain[], label: string): ChartSeries[] {
  const { x, rows } = withGaps(times, gains);
  return [
    {
      key: 'zero',
      label: '0',
      color: roleColor('reference'),
      x,
      y: x.map(() => 0),
      dash: [4, 4],
      style: 'reference',
      inLegend: false,
    },
    { key: 'gain', label, color: curveStyle(0).color, x, y: rows.map((row) => row?.gain ?? null) },
  ];
}
