/** What the x axis counts. `relative` is in seconds, `time` in Unix milliseconds; `number` is a plain quantity. */
export type XAxis = 'step' | 'epoch' | 'time' | 'relative' | 'number';

const DAY = 86_400_000;

/** Steps between ticks of a duration, in seconds: 1-2-5 below a second, then what clocks show. */
export const DURATION_STEPS = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800,
  3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 432_000, 864_000,
];

/** Seconds as `0.5s`, `45s`, `2m 30s`, `1h 05m`, `3d 04h`. `step` between ticks sets the decimals. */
export function formatDuration(seconds: number, step = 1): string {
  if (seconds < 60) return `${seconds.toFixed(step < 1 ? Math.ceil(-Math.log10(step)) : 0)}s`;
  const whole = Math.round(seconds);
  const [days, hours, minutes] = [
    Math.floor(whole / 86_400),
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 60) % 60,
  ];
  if (days > 0) return `${days}d ${pad(hours)}h`;
  if (hours > 0) return `${hours}h ${pad(minutes)}m`;
  return step < 60 || whole % 60 ? `${minutes}m ${pad(whole % 60)}s` : `${minutes}m`;
}

/** Labels of ticks that lie `step` apart. */
export function tickLabels(axis: XAxis, ticks: readonly number[], step: number, language: string): string[] {
  if (axis === 'relative') return ticks.map((tick) => formatDuration(tick, step));
  if (axis === 'time') {
    const format = new Intl.DateTimeFormat(language, timeFormat(step));
    return ticks.map((tick) => format.format(tick));
  }
  if (axis === 'step') return ticks.map((tick) => tick.toLocaleString('en'));
  return ticks.map((tick) => String(Number(tick.toPrecision(9))));
}

/** As fine as ticks `step` milliseconds apart need it. */
function timeFormat(step: number): Intl.DateTimeFormatOptions {
  if (step >= DAY) return { month: 'short', day: 'numeric' };
  return step < 1000 ? { ...CLOCK, fractionalSecondDigits: 3 } : CLOCK;
}

const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

/** One place on the x axis, as exact as a reader needs it. */
export function formatX(axis: XAxis, x: number, language: string): string {
  if (axis === 'relative') return formatDuration(x, 0.01);
  if (axis === 'time') {
    return new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', ...CLOCK }).format(x);
  }
  return axis === 'step' ? x.toLocaleString('en') : String(Number(x.toPrecision(7)));
}

/** A value with five significant digits; very large and very small ones in scientific notation. */
export function formatNumber(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e7 || size < 1e-4)
    return value
      .toExponential(2)
      .replace('e+', 'e')
      .replace(/\.?0+e/, 'e');
  return value.toLocaleString(
    'en',
    size >= 1e4 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 5 },
  );
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
