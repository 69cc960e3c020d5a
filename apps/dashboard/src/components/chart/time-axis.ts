import { monthsOf } from './months';
import type { SeriesPrediction } from '@rnn-lab/runs';
import type { XAxis } from './ticks';

/**
 * The x axis of a series: months if it is monthly, else its times, or the index if a time isn't a number.
 */
export function timeAxis(series: readonly SeriesPrediction[]): { xAxis: XAxis; x: number[] } {
  const x = series.map(({ time, index }) => (typeof time === 'number' ? time : index));
  const months = monthsOf(x);
  return months ? { xAxis: 'month', x: months } : { xAxis: 'number', x };
}
