import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** The addresses of event streams. */
const EVENTS = /^\/api\/v1\/([^?]*\/)?events(\?|$)/;
/** Milliseconds; more than between keep-alive comments, which a viewer that reads lets pass. */
const LONGEST_STALL = 20_000;

/**
 * Disconnects a viewer of events to which no byte could be sent for a while. Closing its stream would not do that:
 * what is queued would wait for the viewer.
 */
export function disconnectStalledViewers(): void {
  subscribe('http.server.request.start', (message) => {
    const { request, socket } = message as { request: IncomingMessage; socket: Socket };
    // Node destroys a socket that times out, and sets its own timeout for the next request.
    if (EVENTS.test(request.url ?? '')) socket.setTimeout(LONGEST_STALL);
  });
}
