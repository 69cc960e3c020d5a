import { subscribe } from 'node:diagnostics_channel';
import { constants } from 'node:os';
import { endStreams } from '#server/live/event-streams';
import type { Server } from 'node:http';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** Milliseconds for answers under way, within the 2 s in which the server ends. */
const LONGEST_END = 1_500;
/** Milliseconds between two looks for connections without a request. */
const LOOK_EVERY = 50;

/**
 * Ends the server soon after a signal. Next.js waits for all connections, and a stream of events to an open tab never
 * ends by itself. The exit code is 128 + the signal's number (130, 143), as Next.js has it and shells expect it; a
 * second signal ends the process at once.
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
