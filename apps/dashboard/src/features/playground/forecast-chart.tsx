import { useMemo } from 'react';
import { playgroundMessages } from '#i18n/playground';
import { Chart, PALETTE } from '#components/chart';
import { useMessages } from '#components/language';
import type { ChartSeries } from '#components/chart';
import type { Times } from './times';

export interface ForecastProps {
  truth: readonly number[];
  times: Times;
  /** Position of the first forecast in the series. */
  start: number;
  /** The forecasts. */
  values: readonly number[];
}

/** The forecast over the truth, with as much of what came before. */
export function ForecastChart({ id, truth, times, start, values }: ForecastProps & { id: string }) {
  const messages = useMessages(playgroundMessages);
  const series = useMemo((): ChartSeries[] => {
    const first = Math.max(0, start - Math.max(values.length, 20));
    const known = truth.slice(first, start + values.length);
    const curve = (key: 'truth' | 'forecast', color: number, from: number, y: readonly number[]) => ({
      key,
      label: messages[key],
      color: PALETTE[color],
      x: y.map((_, i) => times.at(from + i)),
      y,
      style: 'line-and-points' as const,
    });
    // The forecast sets out from the last true value.
    return [curve('truth', 7, first, known), curve('forecast', 1, start - 1, [truth[start - 1], ...values])];
  }, [truth, times, start, values, messages]);
  return (
    <Chart
      title={messages.chartLabel}
      series={series}
      xAxis={times.xAxis}
      xLabel={messages.time}
      marks={[{ x: times.at(start), label: messages.start }]}
      height={320}
      fileName={`${id}-forecast`}
    />
  );
}
