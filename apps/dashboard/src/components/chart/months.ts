import type { Language } from '#api/language';

/** Tick intervals in months: parts of a year, then years. */
export const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

/**
 * Converts decimal years (1979.25 is April 1979) to whole months since the year 0; null unless consecutive values are one
 * month apart.
 */
export function monthsOf(years: readonly number[]): number[] | null {
  const months = years.map((year) => Math.round(year * 12));
  const areMonths = years.every((year, i) => Math.abs(year * 12 - months[i]) < 1e-3);
  const follow = months.every((month, i) => i === 0 || month === months[i - 1] + 1);
  return months.length > 1 && areMonths && follow ? months : null;
}

/** As `Apr 1979`. */
export function formatMonth(month: number, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'short', timeZone: 'UTC' });
  return format.format(new Date(0).setUTCFullYear(0, Math.round(month), 1));
}
