import type { Language } from '#api/language';

/** Tick intervals in months: parts of a year, then years. */
export const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

/** Months that two digits of a year are off: 0.42 is May. */
const TOLERANCE = 0.061;

/**
 * Converts decimal years (1979.25 is April 1979, 1979.42 May) to whole months since the year 0; null unless they increase, by
 * a month where they are closest.
 */
export function monthsOf(years: readonly number[]): number[] | null {
  const months = years.map((year) => Math.round(year * 12));
  const areMonths = years.every((year, i) => Math.abs(year * 12 - months[i]) <= TOLERANCE);
  const steps = months.slice(1).map((month, i) => month - months[i]);
  const least = steps.reduce((a, b) => Math.min(a, b), Infinity);
  return areMonths && least === 1 ? months : null;
}

/** As `Apr 1979`. */
export function formatMonth(month: number, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'short', timeZone: 'UTC' });
  return format.format(new Date(0).setUTCFullYear(0, Math.round(month), 1));
}
