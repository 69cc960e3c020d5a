import { openStreams } from './event-streams';

/** Milliseconds between two signs of life, so that nothing on the way takes a quiet stream for a dead one. */
const ALIVE_EVERY = 15_000;
/**
 * Milliseconds that a stream lasts; its viewer comes back for the next one. A viewer whose machine has vanished without
 * a word is not followed for longer.
 */
const LONGEST_STREAM = 10 * 60_000;
/** Events that a viewer may be behind; one that is further behind is cut off and comes back where it was. */
const MOST_BEHIND = 1_000;

export interface EventSender {
  /** @param id comes back as the header Last-Event-ID when the viewer connects again */
  send(event: string, data: unknown, id?: string): void;
}

/**
 * An answer that goes on: server-sent events, for ten minutes at most. When the server ends, `shutdown` is the last.
 *
 * @param begin called at once; the function it gives is called when the viewer is gone
 */
export function eventStream(begin: (sender: EventSender) => () => void): Response {
  const encoder = new TextEncoder();
  let end: () => void;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      let open = true;
      const write = (text: string) => {
        if (!open) return;
        controller.enqueue(encoder.encode(text));
        if ((controller.desiredSize ?? 0) < -MOST_BEHIND) close();
      };
      const close = () => {
        if (!open) return;
        end();
        controller.close();
      };
      const shutDown = () => {
        write('event: shutdown\ndata: null\n\n');
        close();
      };
      const alive = setInterval(() => write(':\n\n'), ALIVE_EVERY);
      const limit = setTimeout(close, LONGEST_STREAM);
      let stop: () => void = () => undefined;
      openStreams().add(shutDown);
      end = () => {
        open = false;
        clearInterval(alive);
        clearTimeout(limit);
        openStreams().delete(shutDown);
        stop();
      };
      write('retry: 1000\n\n');
      stop = begin({
        send: (event, data, id) =>
          write(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`),
      });
    },
    cancel: () => end(),
  });
  // no-transform: compression would hold events back until there are enough of them.
  const headers = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache, no-transform' };
  return new Response(stream, { headers });
}
