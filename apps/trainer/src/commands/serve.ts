import type { EngineName } from '@rnn-lab/engine';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from '../errors';
import type { Host } from '../host';
import { findSavedRun } from '../saved-model/find-run';
import { loadTextModel } from '../saved-model/text-model';
import { PredictionQueue } from '../server/prediction-queue';
import { predictionServer } from '../server/prediction-server';
import { slowerProducts } from '../terminal/slower-products';
import { grouped } from '../terminal/format';

export interface ServeOptions {
  runsDir: string | null;
  engine: EngineName;
  workers: number | null;
  hostname: string;
  port: number;
}

/** Milliseconds that requests in work have after a signal. */
const END_MS = 5000;
/** One core is left for HTTP and the tokenizer. */
const cores = availableParallelism();
const MOST_WORKERS = 4;

/**
 * Serves a run's model over HTTP until a signal; then it ends the requests in work, and the server.
 *
 * @param name a run's id or folder
 * @throws UsageError if the server can't listen there
 */
export async function serve(name: string, options: ServeOptions, host: Host): Promise<void> {
  const { hostname, engine } = options;
  const terminal = host.terminal({ json: false, quiet: false });
  const saved = await findSavedRun(name, options.runsDir);
  const workers = options.workers ?? (engine === 'cpu' ? Math.min(Math.max(cores - 1, 1), MOST_WORKERS) : 1);
  const model = await loadTextModel(saved, { engine, workers });
  try {
    if (model.matMulFallback) terminal.line(slowerProducts(model.matMulFallback));
    const queue = new PredictionQueue(model);
    // Loads the dictionary and starts the threads, so that the first request doesn't wait for them.
    await queue.predict([''], host.signal);
    const token = process.env.RNN_LAB_TOKEN || undefined;
    const { run } = saved;
    const server = predictionServer({
      run: run.id,
      model,
      queue,
      access: { hostname, token },
      onError: (error) =>
        terminal.error(error instanceof Error ? (error.stack ?? error.message) : `${error}`),
    });
    let answered = 0;
    server.on('request', (_, response) => response.on('finish', () => answered++));
    const address = await listen(server, options);
    terminal.line(
      `Serving ${run.id} on ${address}: POST /predict, GET /health, GET /openapi.json. Ctrl-C ends it.`,
    );
    if (token === undefined && !isLoopback(server)) {
      terminal.warn(`whoever reaches ${address} can ask it; RNN_LAB_TOKEN sets a token.`);
    }
    await aborted(AbortSignal.any([host.signal, queue.failure]));
    await end(server);
    queue.failure.throwIfAborted();
    terminal.line(`Ended after ${grouped(answered)} answers.`);
  } finally {
    await model.close();
  }
}

async function listen(server: Server, { hostname, port }: ServeOptions): Promise<string> {
  try {
    server.listen({ host: hostname, port });
    await once(server, 'listening');
  } catch (error) {
    throw new UsageError(cannotListen(hostname, port, error as NodeJS.ErrnoException));
  }
  const { port: found } = server.address() as AddressInfo;
  return `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${found}`;
}

function cannotListen(hostname: string, port: number, { code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${hostname} is in use; end the program that uses it, or choose another --port (0: any free one).`;
    case 'EACCES':
      return `Port ${port} needs more rights; choose another --port.`;
    default:
      return `Can't listen on ${hostname} (${message}); --hostname names one of this machine's addresses.`;
  }
}

function isLoopback(server: Server): boolean {
  const { address } = server.address() as AddressInfo;
  return address === '::1' || address.startsWith('127.');
}

/** Resolves when the signal is aborted. */
async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

/** Takes no more connections, and waits for the requests in work, for a bounded time. */
async function end(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const limit = new AbortController();
  await Promise.race([
    closed,
    sleep(END_MS, undefined, { ref: false, signal: limit.signal }).catch(() => undefined),
  ]);
  limit.abort();
  server.closeAllConnections();
}
