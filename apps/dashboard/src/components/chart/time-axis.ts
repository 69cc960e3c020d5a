import { monthsOf } from './months';
import type { SeriesPrediction } from '@rnn-lab/runs';
import type { XAxis } from './ticks';

type Axis = { xAxis: XAxis; x: number[] };

/**
 * The x axis of a series: dates or months if its times are, or months if they are decimal years a month apart. Else its
 * times, or the index if a time isn't a number.
 */
export function timeAxis(series: readonly Pick<SeriesPrediction, 'time' | 'index'>[]): Axis {
  const dates = datesOf(series.map(({ time }) => String(time)));
  if (dates) return dates;
  const x = series.map(({ time, index }) => (typeof time === 'number' ? time : index));
  const months = monthsOf(x);
  return months ? { xAxis: 'month', x: months } : { xAxis: 'number', x };
}

const MONTH = /^(\d{4})-(\d{2})$/;
/** In ISO 8601, without an offset. */
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{3})?)?)?$/;

/** null unless all times are months, or all are dates. */
function datesOf(times: readonly string[]): Axis | null {
  if (times.length === 0) return null;
  if (times.every((time) => MONTH.test(time))) {
    return {
      xAxis: 'month',
      x: times.map((time) => 12 * Number(time.slice(0, 4)) + Number(time.slice(5)) - 1),
    };
  }
  if (!times.every((time) => DATE.test(time))) return null;
  const x = times.map((time) => Date.parse(time.includes('T') ? `${time}Z` : time));
  return x.every(Number.isFinite) ? { xAxis: 'date', x } : null;
}
