import { metricsQuery } from '#api/metrics';
import { eventStream } from '#server/live/event-stream';
import { queryOf, route } from '#server/http/route';
import { directoryOf } from '#server/store/run-directory';
import { watcher } from '#server/live/watcher';
import type { NextRequest } from 'next/server';
import type { RunFollower } from '#server/live/followed-run';

export const GET = route<{ id: string }>(async (request, { id }) => {
  await directoryOf(id);
  const cursor = lastCursor(request) ?? queryOf(request, metricsQuery);
  return eventStream((viewer) => {
    const follower: RunFollower = {
      cursor,
      get isBehind() {
        return viewer.isBehind;
      },
      send(event, data) {
        viewer.send(event, data, `${this.cursor.fromByte}-${this.cursor.resumes ?? ''}`);
      },
    };
    return watcher().followRun(id, follower);
  });
});

/** The cursor of a viewer that reconnects; null for a new one. */
function lastCursor(request: NextRequest): RunFollower['cursor'] | null {
  const [, fromByte, resumes] =
    /^(\d{1,15})-(\d{0,9})$/.exec(request.headers.get('last-event-id') ?? '') ?? [];
  if (fromByte === undefined) return null;
  return { fromByte: Number(fromByte), resumes: resumes === '' ? undefined : Number(resumes) };
}
