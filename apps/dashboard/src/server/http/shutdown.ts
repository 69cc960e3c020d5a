import { subscribe } from 'node:diagnostics_channel';
import { constants } from 'node:os';
import { endStreams } from '#server/live/event-streams';
import type { Server } from 'node:http';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** Milliseconds for pending responses; the server must exit within 2 s. */
const LONGEST_END = 1_500;
/** Milliseconds between attempts to close idle connections. */
const LOOK_EVERY = 50;

/**
 * Exits soon after SIGINT or SIGTERM. Next.js waits for all connections, but the event stream of an open tab never ends by
 * itself. The exit code is 128 + the signal's number (130, 143), as in Next.js and shells; a second signal exits at once.
 */
export function endOnSignals(): void {
  let server: Server | undefined;
  subscribe('http.server.request.start', (message) => {
    server = (message as { server: Server }).server;
  });
  let isEnding = false;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      const exit = () => process.exit(128 + constants.signals[signal]);
      if (isEnding) exit();
      isEnding = true;
      endStreams();
      setInterval(() => server?.closeIdleConnections(), LOOK_EVERY);
      setTimeout(exit, LONGEST_END);
    });
  }
}
