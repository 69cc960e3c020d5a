import { eventsQuery } from '#api/events';
import { eventStream } from '#server/live/event-stream';
import { queryOf, route } from '#server/http/route';
import { watcher } from '#server/live/watcher';
import type { EventSender } from '#server/live/event-stream';
import type { RunFollower } from '#server/live/followed-run';

export const GET = route(async (request) => {
  const { runs } = queryOf(request, eventsQuery);
  return eventStream((viewer) => {
    // The list is fetched again after a reconnect, so no change that a slow viewer misses is lost.
    if (!runs) {
      return watcher().watchRuns((rows) => (viewer.isBehind ? viewer.close() : viewer.send('rows', rows)));
    }
    const stops = runs.map(({ id, ...cursor }) => watcher().followRun(id, follower(viewer, cursor)));
    return () => stops.forEach((stop) => stop());
  });
});

function follower(viewer: EventSender, cursor: RunFollower['cursor']): RunFollower {
  return {
    cursor,
    get isBehind() {
      return viewer.isBehind;
    },
    send: viewer.send,
  };
}
