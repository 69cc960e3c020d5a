/** A metric's value in about four digits; `NaN` for what is not finite, which comes from the API as null. */
export function formatValue(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return 'NaN';
  const size = Math.abs(value);
  if (value === 0) return '0';
  if (size < 0.001 || size >= 1e7) return value.toExponential(2).replace('-', '−');
  const digits = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 4;
  return value.toFixed(digits).replace('-', '−');
}

/** A parameter's value. */
export function formatParameter(value: string | number | boolean | null | undefined): string {
  return value === null || value === undefined ? '–' : String(value);
}

/** Seconds as `48 s`, `3:07` (minutes) or `1:02:03`; below ten with a decimal. */
export function formatDuration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
