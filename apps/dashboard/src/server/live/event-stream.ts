import { openStreams } from './event-streams';

/** Milliseconds between keep-alive comments, so that no proxy closes an idle stream. */
const ALIVE_EVERY = 15_000;
/**
 * Milliseconds until a stream is closed; the viewer reconnects. This bounds how long a vanished viewer keeps a stream
 * open.
 */
const LONGEST_STREAM = 10 * 60_000;
/** Bytes that may be queued for a viewer before it counts as behind. */
const MOST_QUEUED = 2 ** 20;

export interface EventSender {
  /** Whether the viewer reads too slowly: send it nothing more until it has caught up, or close its stream. */
  readonly isBehind: boolean;
  /**
   * @param data must not change afterwards
   * @param id sent back as the Last-Event-ID header when the viewer reconnects
   */
  send(event: string, data: object, id?: string): void;
  /** Ends the stream; the viewer reconnects. */
  close(): void;
}

/**
 * A response of server-sent events, open for at most ten minutes. When the server shuts down, the last event is `shutdown`.
 *
 * @param begin called at once; the function it returns is called when the viewer disconnects
 */
export function eventStream(begin: (sender: EventSender) => () => void): Response {
  let end: () => void;
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let open = true;
        const write = (...chunks: Uint8Array[]) => {
          if (open) for (const chunk of chunks) controller.enqueue(chunk);
        };
        const close = () => {
          if (!open) return;
          end();
          controller.close();
        };
        const shutDown = () => {
          write(encode('event: shutdown\ndata: null\n\n'));
          close();
        };
        const alive = setInterval(() => write(encode(':\n\n')), ALIVE_EVERY);
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
        write(encode('retry: 1000\n\n'));
        stop = begin({
          get isBehind() {
            return (controller.desiredSize ?? 0) <= 0;
          },
          send: (event, data, id) =>
            write(encode(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}`), encodedData(data)),
          close,
        });
      },
      cancel: () => end(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MOST_QUEUED }),
  );
  // no-transform: compression would buffer events.
  const headers = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache, no-transform' };
  return new Response(stream, { headers });
}

const encoder = new TextEncoder();

function encode(text: string): Uint8Array {
  return encoder.encode(text);
}

const encoded = new WeakMap<object, Uint8Array>();

/** An event's last line. Encoded once, and one copy queued, however many viewers get the same object. */
function encodedData(data: object): Uint8Array {
  const bytes = encoded.get(data) ?? encode(`data: ${JSON.stringify(data)}\n\n`);
  encoded.set(data, bytes);
  return bytes;
}
