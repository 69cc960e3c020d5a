/** The times (ISO 8601) of a run, all by the clock of the machine that trains. */
export interface RunTimes {
  startedAt: string;
  endedAt: string | null;
  heartbeatAt: string | null;
}

/** Unix milliseconds of a run's end or, without one, of its last sign of life. */
export function lastSignOf({ startedAt, endedAt, heartbeatAt }: RunTimes): number {
  return Date.parse(endedAt ?? heartbeatAt ?? startedAt);
}

/** How long a run has gone on until then, in seconds; 0 if a clock was set back meanwhile. */
export function secondsOf(run: RunTimes): number {
  return Math.max(0, lastSignOf(run) - Date.parse(run.startedAt)) / 1000;
}
