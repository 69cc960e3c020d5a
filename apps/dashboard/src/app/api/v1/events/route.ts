import { eventStream } from '../../../../server/event-stream';
import { route } from '../../../../server/http';
import { watcher } from '../../../../server/watcher';

export const GET = route(async () =>
  eventStream(({ send }) => watcher().watchRuns((rows) => send('rows', rows))),
);
