import { monthsOf } from './months';
import type { SeriesPrediction } from '@rnn-lab/runs';
import type { XAxis } from './ticks';

/**
 * When the values of a series are: by month where they are monthly, else by their time, or by their place where that
 * is no number.
 */
export function timeAxis(series: readonly SeriesPrediction[]): { xAxis: XAxis; x: number[] } {
  const x = series.map(({ time, index }) => (typeof time === 'number' ? time : index));
  const months = monthsOf(x);
  return months ? { xAxis: 'month', x: months } : { xAxis: 'number', x };
}
