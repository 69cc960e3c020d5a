import { z } from 'zod';
import { nameList } from './runs';
import type { MetricsUpdate } from './metrics';
import type { RunDetail } from './run';
import type { RunRow } from './runs';

/**
 * Server-sent events: GET /events (the list of runs, or several runs with their new lines) and
 * GET /runs/{id}/events?fromByte&resumes (one run with its new lines). A run's stream starts with the run as it is and
 * resumes from its cursor after a reconnect. The list stream does not replay missed changes: refetch the list whenever
 * it (re)opens.
 */
export interface RunsEvents {
  /** Rows that are new or have changed, and the ids of removed ones. */
  rows: { changed: RunRow[]; removed: string[] };
}
export interface RunEvents {
  run: RunDetail;
  metrics: { id: string } & MetricsUpdate;
  /** The run was deleted. */
  removed: { id: string };
}

const RUN_CURSOR = /^(.+)@(\d{1,15})-(\d{1,9})$/s;

/** GET /events: events of the list or, if `runs` is given, of these runs. */
export const eventsQuery = z.object({
  /** `<id>@<fromByte>-<resumes>`, separated by commas; a comma in an id is `%2C`, a percent sign `%25`. */
  runs: nameList.pipe(z.array(z.string().regex(RUN_CURSOR).transform(runCursor)).max(100)).optional(),
});

function runCursor(text: string) {
  const [, id, fromByte, resumes] = RUN_CURSOR.exec(text) ?? [];
  return { id, fromByte: Number(fromByte), resumes: Number(resumes) };
}
