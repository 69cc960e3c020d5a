import { Interruption } from './errors';

/**
 * A signal that SIGINT, SIGTERM and SIGHUP abort, from now on. Only the first counts: a terminal, npx and Nx each
 * pass a Ctrl-C on, and the run is to be ended in good order.
 */
export function interruptOnSignals(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => controller.abort(new Interruption(`interrupted by ${name}`)));
  }
  return controller.signal;
}
