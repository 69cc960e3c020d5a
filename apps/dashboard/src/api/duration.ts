/** A run's timestamps (ISO 8601), all on the training machine's clock. */
export interface RunTimes {
  startedAt: string;
  endedAt: string | null;
  heartbeatAt: string | null;
}

/** Unix milliseconds of a run's end or, if it hasn't ended, of its last heartbeat. */
export function lastSignOf({ startedAt, endedAt, heartbeatAt }: RunTimes): number {
  return Date.parse(endedAt ?? heartbeatAt ?? startedAt);
}

/** A run's duration until then, in seconds; 0 if the clock was set back. */
export function secondsOf(run: RunTimes): number {
  return Math.max(0, lastSignOf(run) - Date.parse(run.startedAt)) / 1000;
}
