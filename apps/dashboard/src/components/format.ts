import { commonMessages } from '#i18n/common';
import type { Language } from '#api/language';

/** A metric's value with about four digits; `NaN` for null, which is how the API returns a non-finite value. */
export function formatValue(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return 'NaN';
  const size = Math.abs(value);
  if (value === 0) return '0';
  if (size < 0.001 || size >= 1e7) return withMinus(value.toExponential(2));
  const digits = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 4;
  return withMinus(value.toFixed(digits));
}

/** A difference of values, with its sign. */
export function formatDifference(difference: number): string {
  return `${difference > 0 ? '+' : ''}${formatValue(difference)}`;
}

/** A metric's value, or a dash if there is none. */
export function formatScore(value: number | null | undefined): string {
  return value == null ? '–' : formatValue(value);
}

/** A probability with four digits; one that would be rounded to 0 or 1, but isn't, as `<0.0001` or `>0.9999`. */
export function formatProbability(value: number): string {
  if (!Number.isFinite(value)) return 'NaN';
  const written = value.toFixed(4);
  if (value > 0 && Number(written) === 0) return '<0.0001';
  return value < 1 && Number(written) === 1 ? '>0.9999' : written;
}

/** A part of a total in percent; one that would be rounded to 0, but isn't, as `<0.1%`. */
export function formatShare(part: number, total: number): string {
  const written = ((100 * part) / total).toFixed(1);
  return part > 0 && Number(written) === 0 ? '<0.1%' : `${written}%`;
}

/** Bytes in decimal units, as `640.0 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

/** A rate or a large count, with about three digits. */
export function formatRate(rate: number): string {
  return rate.toLocaleString(
    'en',
    rate < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 },
  );
}

/** A parameter's value. */
export function formatParameter(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'number' ? withMinus(String(value)) : String(value);
}

/**
 * Seconds as `<0.1s`, `0.5s`, `45s`, `2m 05s`, `1h 05m`, `3d 04h`, or in Korean as `2분 05초`. `step` is the resolution:
 * below a minute it sets the decimals; if it is whole minutes, the seconds are left out.
 */
export function formatDuration(seconds: number, language: Language, step = seconds < 10 ? 0.1 : 1): string {
  const { day, hour, minute, second } = commonMessages[language].units;
  const short = seconds.toFixed(step < 1 ? Math.ceil(-Math.log10(step)) : 0);
  if (seconds > 0 && Number(short) === 0) return `<${Math.min(step, 1)}${second}`;
  if (Number(short) < 60) return short + second;
  const whole = Math.round(seconds);
  const [days, hours, minutes, rest] = [
    Math.floor(whole / 86_400),
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  const two = (value: number) => String(value).padStart(2, '0');
  if (days > 0) return `${days}${day} ${two(hours)}${hour}`;
  if (hours > 0) return `${hours}${hour} ${two(minutes)}${minute}`;
  return step < 60 || rest > 0 ? `${minutes}${minute} ${two(rest)}${second}` : `${minutes}${minute}`;
}

/** A formatted number with a minus sign (U+2212) instead of a hyphen. */
export function withMinus(written: string): string {
  return written.replaceAll('-', '−');
}

/** With an upper-case first letter. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
