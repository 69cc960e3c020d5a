import { formatDuration, withMinus } from '../format';
import { formatMonth } from './months';
import type { Language } from '#api/language';

/**
 * What the x axis counts. `relative` is in seconds, `time` in Unix milliseconds, shown in the reader's time zone, `date` in
 * those of the data's own clock, `month` in months since the year 0; `number` is a plain quantity.
 */
export type XAxis = 'step' | 'epoch' | 'time' | 'date' | 'relative' | 'month' | 'number';

const DAY = 86_400_000;

/** Tick intervals of durations, in seconds: 1-2-5 below a second, then the usual ones of a clock. */
export const DURATION_STEPS = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800,
  3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 432_000, 864_000,
];

/** Labels of ticks at intervals of `step`. */
export function tickLabels(
  axis: XAxis,
  ticks: readonly number[],
  step: number,
  language: Language,
): string[] {
  if (axis === 'relative') return ticks.map((tick) => formatDuration(tick, language, step));
  if (axis === 'time') {
    const format = new Intl.DateTimeFormat(language, timeFormat(step));
    return ticks.map((tick) => format.format(tick));
  }
  if (axis === 'date') {
    const format = new Intl.DateTimeFormat(language, { ...dateFormat(step), timeZone: 'UTC' });
    return ticks.map((tick) => format.format(tick));
  }
  if (axis === 'month') return ticks.map((tick) => formatMonth(tick, language));
  if (axis === 'step') return ticks.map((tick) => tick.toLocaleString('en'));
  return ticks.map((tick) => plain(tick, 9));
}

/** With the precision that ticks at intervals of `step` milliseconds need. */
function timeFormat(step: number): Intl.DateTimeFormatOptions {
  if (step >= DAY) return { month: 'short', day: 'numeric' };
  return step < 1000 ? { ...CLOCK, fractionalSecondDigits: 3 } : CLOCK;
}

/** With the precision that ticks at intervals of `step` milliseconds need. */
function dateFormat(step: number): Intl.DateTimeFormatOptions {
  if (step >= 360 * DAY) return { year: 'numeric' };
  if (step >= 28 * DAY) return { year: 'numeric', month: 'short' };
  return step >= DAY ? { month: 'short', day: 'numeric' } : { month: 'short', day: 'numeric', ...MINUTES };
}

const MINUTES = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

/** One position on the x axis, with the precision for reading a value. */
export function formatX(axis: XAxis, x: number, language: Language): string {
  if (axis === 'relative') return formatDuration(x, language, 0.01);
  if (axis === 'time') {
    return new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', ...CLOCK }).format(x);
  }
  if (axis === 'date') {
    const clock = x % DAY === 0 ? {} : x % 60_000 === 0 ? MINUTES : CLOCK;
    const options = { year: 'numeric', month: 'short', day: 'numeric', ...clock, timeZone: 'UTC' } as const;
    return new Intl.DateTimeFormat(language, options).format(x);
  }
  if (axis === 'month') return formatMonth(x, language);
  return axis === 'step' ? x.toLocaleString('en') : plain(x, 7);
}

/** A value with five significant digits; very large and very small ones in scientific notation. */
export function formatNumber(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e7 || size < 1e-4) {
    const [mantissa, exponent] = value.toExponential(2).split('e');
    return withMinus(`${Number(mantissa)}e${Number(exponent)}`);
  }
  return withMinus(
    value.toLocaleString('en', size >= 1e4 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 5 }),
  );
}

/** As `−0.1 … 0.2`. */
export function rangeText(range: readonly [low: number, high: number]): string {
  return range.map(formatNumber).join(' … ');
}

/** Without digit grouping, as the numbers may be years. */
function plain(value: number, digits: number): string {
  return withMinus(String(Number(value.toPrecision(digits))));
}
