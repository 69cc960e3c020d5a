import { finished } from 'node:stream';
import type { IncomingMessage } from 'node:http';

/** For how long a refused body is read. */
export interface DrainLimits {
  bytes: number;
  milliseconds: number;
}

export const DRAIN_LIMITS: DrainLimits = { bytes: 16 * 2 ** 20, milliseconds: 30_000 };

/**
 * Reads and drops the rest of a request's body, and calls back at its end or at a limit: a connection that is closed with
 * unread data is reset, and a client that sends its whole body first loses the response.
 */
export function drainBody(request: IncomingMessage, limits: DrainLimits, done: () => void): void {
  const timer = setTimeout(end, limits.milliseconds);
  const stopWatching = finished(request, end);
  let dropped = 0;
  request.on('data', (chunk: Buffer) => {
    dropped += chunk.byteLength;
    if (dropped > limits.bytes) end();
  });
  request.resume();

  function end(): void {
    clearTimeout(timer);
    stopWatching();
    request.removeAllListeners('data').pause();
    done();
  }
}
