import { say } from '../language';

const KOREAN: Readonly<Record<string, string>> = {
  monthly: '매월',
  quarterly: '분기마다',
  yearly: '매년',
  weekly: '매주',
  daily: '매일',
  hourly: '매시간',
  'every minute': '매분',
  'every second': '매초',
  'on weekdays': '평일마다',
  'without times': '시각 없음',
};
const UNITS: Readonly<Record<string, string>> = {
  months: '개월',
  days: '일',
  hours: '시간',
  minutes: '분',
  seconds: '초',
  milliseconds: '밀리초',
};

/** A frequency, as packages/data names it, in the user's language. */
export function frequencyName(name: string): string {
  const [, step, unit] = /^every (\S+)(?: (\S+))?$/.exec(name) ?? [];
  const every = step === undefined ? name : `${step}${unit ? (UNITS[unit] ?? unit) : ''}마다`;
  return say({ en: name, ko: KOREAN[name] ?? every });
}
