import { timeAxis } from '#components/chart/time-axis';
import { formatX } from '#components/chart/ticks';
import type { SeriesPrediction } from '@rnn-lab/runs';
import type { Language } from '#api/language';
import type { XAxis } from '#components/chart';

/** When the values of a series are, beyond its end too. */
export interface Times {
  xAxis: XAxis;
  at(index: number): number;
  label(index: number, language: Language): string;
}

/** By the times in the predictions, which go on as they ended. */
export function timesFrom(series: readonly SeriesPrediction[]): Times {
  const { xAxis, x } = timeAxis(series);
  const last = x.length - 1;
  const spacing = last > 0 ? x[last] - x[last - 1] : 1;
  const at = (index: number) => x[index] ?? (x[last] ?? 0) + spacing * (index - last);
  const label = (index: number, language: Language) => {
    const { time } = series[index] ?? {};
    return typeof time === 'string' ? time : formatX(xAxis, at(index), language);
  };
  return { xAxis, at, label };
}
