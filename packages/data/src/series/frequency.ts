import type { Times } from './times';

/** How often a series has a value. */
export interface Frequency {
  /** For a message, for example `monthly` or `every 15 minutes`. */
  name: string;
  /** Values in a season: 12 months, 7 days, 24 hours; null if there is no usual one. */
  season: number | null;
}

/** Times on a regular grid. */
export interface Grid {
  frequency: Frequency;
  /** From each time to the next, in steps of the grid; not whole if a time isn't on it. */
  steps: number[];
  /** The time that many steps after the first one, as a run records it. */
  positionAt(step: number): number;
}

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];
/** Decimal years with two digits are this exact: 0.42 is May. */
const MONTH_TOLERANCE = 0.061;
/** Of a step between plain numbers, for what rounding does to them. */
const NUMBER_TOLERANCE = 0.02;

/** The grid of at least two times: its step is the most frequent one. */
export function gridOf(times: Times): Grid {
  const { unit, positions } = times;
  switch (unit) {
    case 'month':
      return monthGrid(positions, (month) => month);
    case 'number': {
      const months = decimalYears(positions);
      return months ? monthGrid(months, (month) => Number((month / 12).toFixed(6))) : numberGrid(positions);
    }
    case 'day':
    case 'clock': {
      const months = dayOfEveryMonth(positions);
      if (months) return monthGrid(months.positions, months.dateOf);
      return isOnWeekdays(positions) ? weekdayGrid(positions) : clockGrid(positions);
    }
  }
}

function monthGrid(months: readonly number[], positionOf: (month: number) => number): Grid {
  const { step, steps } = evenSteps(months);
  const names: Record<number, string> = { 1: 'monthly', 3: 'quarterly', 12: 'yearly' };
  const season = 12 % step === 0 && step < 12 ? 12 / step : null;
  return {
    frequency: { name: names[step] ?? `every ${step} months`, season },
    steps,
    positionAt: (at) => positionOf(months[0] + at * step),
  };
}

function weekdayGrid(positions: readonly number[]): Grid {
  // 1970-01-05 was a Monday.
  const weekdays = positions.map((time) => {
    const day = Math.floor(time / DAY) - 4;
    return 5 * Math.floor(day / 7) + (day - 7 * Math.floor(day / 7));
  });
  const first = weekdays[0];
  return {
    frequency: { name: 'on weekdays', season: 5 },
    steps: differences(weekdays),
    positionAt(at) {
      const day = first + at;
      const date = 7 * Math.floor(day / 5) + (day - 5 * Math.floor(day / 5)) + 4;
      return date * DAY + (positions[0] - Math.floor(positions[0] / DAY) * DAY);
    },
  };
}

function clockGrid(positions: readonly number[]): Grid {
  const { step, steps } = evenSteps(positions);
  return { frequency: clockFrequency(step), steps, positionAt: (at) => positions[0] + at * step };
}

function clockFrequency(step: number): Frequency {
  if (step === 7 * DAY) return { name: 'weekly', season: 52 };
  const season = step === DAY ? 7 : step < DAY && DAY % step === 0 ? DAY / step : null;
  const units: [number, string, string][] = [
    [DAY, 'daily', 'days'],
    [HOUR, 'hourly', 'hours'],
    [MINUTE, 'every minute', 'minutes'],
    [SECOND, 'every second', 'seconds'],
    [1, 'every millisecond', 'milliseconds'],
  ];
  const [size, one, many] = units.find(([size]) => step % size === 0) ?? units[units.length - 1];
  return { name: step === size ? one : `every ${step / size} ${many}`, season };
}

function numberGrid(positions: readonly number[]): Grid {
  const step = mostFrequent(differences(positions).map((each) => Number(each.toPrecision(4))));
  const steps = differences(positions).map((each) => {
    const whole = Math.round(each / step);
    const isOnGrid = Math.abs(each / step - whole) <= NUMBER_TOLERANCE && (whole !== 0 || each === 0);
    return isOnGrid ? whole : each / step;
  });
  return {
    frequency: { name: `every ${step}`, season: null },
    steps,
    positionAt: (at) => Number((positions[0] + at * step).toPrecision(12)),
  };
}

/** Months of years such as 1979.25; null if they are other numbers. */
function decimalYears(positions: readonly number[]): number[] | null {
  const months = positions.map((year) => Math.round(12 * year));
  const areYears = positions.every(
    (year, i) => year >= 1000 && year < 3000 && Math.abs(12 * year - months[i]) <= MONTH_TOLERANCE,
  );
  return areYears ? months : null;
}

/** Months of days such as the first, or the last, of each month, at the same time of day; null if they are others. */
function dayOfEveryMonth(
  positions: readonly number[],
): { positions: number[]; dateOf(month: number): number } | null {
  const clock = positions[0] - Math.floor(positions[0] / DAY) * DAY;
  if (positions.some((time) => (time - clock) % DAY !== 0)) return null;
  const dates = positions.map((time) => new Date(time));
  const lastDay = (date: Date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0));
  const areLast = dates.every((date) => date.getUTCDate() === lastDay(date).getUTCDate());
  const day = dates[0].getUTCDate();
  if (!areLast && dates.some((date) => date.getUTCDate() !== day)) return null;
  const months = dates.map((date) => 12 * date.getUTCFullYear() + date.getUTCMonth());
  return {
    positions: months,
    dateOf: (month) =>
      Date.UTC(Math.floor(month / 12), (month % 12) + (areLast ? 1 : 0), areLast ? 0 : day) + clock,
  };
}

/** Whether the times are a day apart, over at least one weekend, without a value on any. */
function isOnWeekdays(positions: readonly number[]): boolean {
  const steps = differences(positions);
  const weekday = (time: number) => new Date(time).getUTCDay();
  const span = positions[positions.length - 1] - positions[0];
  return (
    mostFrequent(steps) === DAY &&
    span >= 7 * DAY &&
    steps.every((step) => step % DAY === 0) &&
    positions.every((time) => weekday(time) > 0 && weekday(time) < 6)
  );
}

function evenSteps(positions: readonly number[]): { step: number; steps: number[] } {
  const distances = differences(positions);
  const step = mostFrequent(distances);
  return { step, steps: distances.map((each) => each / step) };
}

/** The most frequent of the positive values, the smallest of equally frequent ones; 1 if there are none. */
function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) if (value > 0) counts.set(value, (counts.get(value) ?? 0) + 1);
  let [most, best] = [0, 1];
  for (const [value, count] of counts) {
    if (count > most || (count === most && value < best)) [most, best] = [count, value];
  }
  return best;
}

function differences(values: readonly number[]): number[] {
  return values.slice(1).map((value, i) => value - values[i]);
}
