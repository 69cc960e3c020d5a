import { randomInt } from 'node:crypto';

/** `<experiment>-<UTC yyyymmdd-hhmmss>-<4 random>`. */
export function runId(experiment: string, startedAt: Date): string {
  const [date, time] = startedAt.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').split('T');
  const random = randomInt(36 ** 4)
    .toString(36)
    .padStart(4, '0');
  return `${experiment}-${date}-${time}-${random}`;
}
