import { eventsQuery } from '#api/events';
import { eventStream } from '#server/live/event-stream';
import { queryOf, route } from '#server/http/route';
import { watcher } from '#server/live/watcher';

export const GET = route(async (request) => {
  const { runs } = queryOf(request, eventsQuery);
  return eventStream(({ send }) => {
    if (!runs) return watcher().watchRuns((rows) => send('rows', rows));
    const stops = runs.map(({ id, ...cursor }) => watcher().followRun(id, { cursor, send }));
    return () => stops.forEach((stop) => stop());
  });
});
