import { useMemo } from 'react';
import { playgroundMessages } from '#i18n/playground';
import { Chart, roleColor } from '#components/chart';
import { useLanguage, useMessages } from '#components/language';
import { unitLabel } from '#components/metric-title';
import type { ChartSeries } from '#components/chart';
import type { Times } from './times';

export interface ForecastProps {
  truth: readonly number[];
  times: Times;
  /** Position of the first forecast in the series. */
  start: number;
  /** Position of the first value that the model was not trained on; the series' length if there is none. */
  unseenFrom: number;
  /** Of the values. */
  unit: string | undefined;
  /** The forecasts. */
  values: readonly number[];
}

/** The forecast over the truth, with as much of what came before. */
export function ForecastChart({
  id,
  truth,
  times,
  start,
  unseenFrom,
  unit,
  values,
}: ForecastProps & { id: string }) {
  const messages = useMessages(playgroundMessages);
  const language = useLanguage();
  const series = useMemo((): ChartSeries[] => {
    const first = Math.max(0, start - Math.max(values.length, 20));
    const known = truth.slice(first, start + values.length);
    const curve = (key: 'truth' | 'forecast', from: number, y: readonly number[]) => ({
      key,
      label: messages[key],
      color: roleColor(key === 'truth' ? 'target' : key),
      x: y.map((_, i) => times.at(from + i)),
      y,
      style: 'line-and-points' as const,
    });
    // The forecast sets out from the last true value.
    return [curve('truth', first, known), curve('forecast', start - 1, [truth[start - 1], ...values])];
  }, [truth, times, start, values, messages]);
  const isPartlySeen = start < unseenFrom && unseenFrom < Math.min(start + values.length, truth.length);
  const marks = [
    { x: times.at(start), label: messages.start },
    ...(isPartlySeen ? [{ x: times.at(unseenFrom), label: messages.unseen }] : []),
  ];
  return (
    <Chart
      title={messages.chartLabel}
      series={series}
      xAxis={times.xAxis}
      xLabel={messages.time}
      yLabel={unit && unitLabel(unit, language)}
      marks={marks}
      height={320}
      name="forecast"
      fileName={`${id}-forecast`}
    />
  );
}
