import { UserError } from '@rnn-lab/errors';

/** What a time is counted in: months since the year 0, milliseconds of UTC, or a plain number. */
export type TimeUnit = 'month' | 'day' | 'clock' | 'number';

/** The times of a series. */
export interface Times {
  unit: TimeUnit;
  positions: number[];
  /** As a run records them: numbers as they are, dates as in ISO 8601. */
  labels: (number | string)[];
}

interface TimeFormat {
  unit: TimeUnit;
  example: string;
  /** null if the text isn't a time in this format. */
  parse(text: string): number | null;
}

const HOUR = 3_600_000;

/** In the order in which they are tried: a format that reads all times is chosen. */
function formats(number: (text: string) => number | null): TimeFormat[] {
  return [
    months('202401', /^((?:1[6-9]|2[0-3])\d{2})(\d{2})$/),
    months('2024-01', /^(\d{4})-(\d{1,2})$/),
    months('2024/1', /^(\d{4})\/(\d{1,2})$/),
    // Not 2024.1, which is also a decimal year.
    months('2024.01', /^(\d{4})\.(\d{2})$/),
    months('2024년 1월', /^(\d{4})년 ?(\d{1,2})월$/),
    months('2024Q1', /^(\d{4})[- ]?Q([1-4])$/i, (quarter) => 3 * quarter - 2),
    days('20240105', /^((?:1[6-9]|2[0-3])\d{2})(\d{2})(\d{2})$/),
    days('2024-01-05', /^(\d{4})-(\d{1,2})-(\d{1,2})$/),
    days('2024/1/5', /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/),
    days('2024. 1. 5.', /^(\d{4})\. ?(\d{1,2})\. ?(\d{1,2})\.?$/),
    days('2024년 1월 5일', /^(\d{4})년 ?(\d{1,2})월 ?(\d{1,2})일$/),
    clock('2024-01-05 03:00', ''),
    clock('2024-01-05T03:00+09:00', '(Z|[+-]\\d{2}:?\\d{2})'),
    { unit: 'number', example: '1974.5', parse: number },
  ];
}

function months(example: string, pattern: RegExp, monthOf = (field: number) => field): TimeFormat {
  return {
    unit: 'month',
    example,
    parse(text) {
      const [, year, field] = pattern.exec(text) ?? [];
      const month = monthOf(Number(field));
      return month >= 1 && month <= 12 ? 12 * Number(year) + month - 1 : null;
    },
  };
}

function days(example: string, pattern: RegExp): TimeFormat {
  return {
    unit: 'day',
    example,
    parse(text) {
      const [, year, month, day] = (pattern.exec(text) ?? []).map(Number);
      return year === undefined ? null : dayOf(year, month, day);
    },
  };
}

function clock(example: string, zone: string): TimeFormat {
  const pattern = new RegExp(
    `^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})[T ](\\d{1,2}):(\\d{2})(?::(\\d{2}(?:\\.\\d+)?))?${zone}$`,
  );
  /** Of the first time: all are shown on its clock. */
  let offset: number | undefined;
  return {
    unit: 'clock',
    example,
    parse(text) {
      const [match, year, month, date, hours, minutes, seconds = '0', zone] = pattern.exec(text) ?? [];
      const day = match === undefined ? null : dayOf(Number(year), Number(month), Number(date));
      if (day === null || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) >= 60) return null;
      const time = Number(hours) * HOUR + Number(minutes) * 60_000 + Math.round(Number(seconds) * 1000);
      const own = zone === undefined ? 0 : offsetOf(zone);
      offset ??= own;
      return day + time - own + offset;
    },
  };
}

/** null for a day that the calendar doesn't have. */
function dayOf(year: number, month: number, day: number): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : null;
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const [hours, minutes] = [zone.slice(1, 3), zone.slice(-2)].map(Number);
  return (zone.startsWith('-') ? -1 : 1) * (hours * HOUR + minutes * 60_000);
}

/**
 * Reads times: numbers such as decimal years, months (`2024-01`, `202401`, `2024Q1`), days (`2024-01-05`, `2024/1/5`,
 * `20240105`), or times of day. Times with an offset are on the clock of the first one.
 *
 * @param number reads a number
 * @throws UserError `not-a-time` {index, expected} for the first text that is not in the format of the others
 */
export function parseTimes(texts: readonly string[], number: (text: string) => number | null): Times {
  const all = formats(number);
  const readings = all.map(({ parse }) => {
    const positions = texts.map(parse);
    const wrong = positions.indexOf(null);
    return { positions, read: wrong === -1 ? texts.length : wrong };
  });
  const dates = readings.slice(0, -1).reduce((best, each) => (each.read > best.read ? each : best));
  const numbers = readings[readings.length - 1];
  // A wrong month among many, such as 202413, doesn't make them plain numbers.
  const most = dates.read > texts.length / 2 || dates.read >= numbers.read ? dates : numbers;
  const { unit, example } = all[readings.indexOf(most)];
  if (most.read < texts.length) {
    const expected =
      most.read === 0
        ? 'a time such as 2024-01, 202401, 2024-01-05, 2024/1/5, 2024-01-05 03:00 or 1974.5'
        : `a time like ${example}, as the preceding ones are`;
    const message = `the time is ${JSON.stringify(texts[most.read].slice(0, 40))} instead of ${expected}`;
    throw new UserError('not-a-time', message, { index: most.read, expected });
  }
  const positions = most.positions as number[];
  return { unit, positions, labels: positions.map((position) => labelOf(unit, position)) };
}

/** Whether a text is in one of the formats of months, days and times of day; `202401` is, too. */
export function isDate(text: string): boolean {
  return formats(() => null).some(({ parse }) => parse(text) !== null);
}

/** A position as a run records it: `2024-01`, `2024-01-05`, `2024-01-05T03:00`, or the number. */
export function labelOf(unit: TimeUnit, position: number): number | string {
  switch (unit) {
    case 'number':
      return position;
    case 'month': {
      const year = String(Math.floor(position / 12)).padStart(4, '0');
      return `${year}-${String((position % 12) + 1).padStart(2, '0')}`;
    }
    case 'day':
      return new Date(position).toISOString().slice(0, 10);
    case 'clock': {
      const precision = position % 60_000 === 0 ? 16 : position % 1000 === 0 ? 19 : 23;
      return new Date(position).toISOString().slice(0, precision);
    }
  }
}
