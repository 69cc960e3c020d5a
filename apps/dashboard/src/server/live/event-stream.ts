import { openStreams } from './event-streams';

/** Milliseconds between keep-alive comments, so that no proxy closes an idle stream. */
const ALIVE_EVERY = 15_000;
/**
 * Milliseconds until a stream is closed; the viewer reconnects. This bounds how long a vanished viewer keeps a stream
 * open.
 */
const LONGEST_STREAM = 10 * 60_000;
/** Events that may be queued for a slow viewer; beyond that it is disconnected and resumes from its cursor. */
const MOST_BEHIND = 1_000;

export interface EventSender {
  /** @param id sent back as the Last-Event-ID header when the viewer reconnects */
  send(event: string, data: unknown, id?: string): void;
}

/**
 * A response of server-sent events, open for at most ten minutes. When the server shuts down, the last event is `shutdown`.
 *
 * @param begin called at once; the function it returns is called when the viewer disconnects
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
  // no-transform: compression would buffer events.
  const headers = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache, no-transform' };
  return new Response(stream, { headers });
}
