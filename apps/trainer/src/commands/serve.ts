import type { EngineName } from '@rnn-lab/engine';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from '../errors';
import type { Host } from '../host';
import { say } from '../language';
import { findSavedRun } from '../saved-model/find-run';
import { readPreprocessing } from '@rnn-lab/runs';
import { servedSeries, servedTexts } from '../server/served-model';
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
  const { kind } = await readPreprocessing(saved.directory);
  const load = kind === 'series' ? servedSeries : servedTexts;
  const { model, queue, predict, warmUp } = await load(saved, { engine, workers });
  try {
    if (model.matMulFallback) terminal.line(slowerProducts(model.matMulFallback));
    await warmUp(host.signal);
    const token = process.env.RNN_LAB_TOKEN || undefined;
    const { run } = saved;
    const server = predictionServer({
      run: run.id,
      predict,
      waiting: () => queue.length,
      access: { hostname, token },
      onError: (error) =>
        terminal.error(error instanceof Error ? (error.stack ?? error.message) : `${error}`),
    });
    let answered = 0;
    server.on('request', (_, response) => response.on('finish', () => answered++));
    const address = await listen(server, options);
    terminal.line(
      say({
        en: `Serving ${run.id} on ${address}: POST /predict, GET /health, GET /openapi.json. Ctrl-C ends it.`,
        ko: `${address}에서 ${run.id} 제공 중: POST /predict, GET /health, GET /openapi.json. Ctrl-C로 끝냅니다.`,
      }),
    );
    if (token === undefined && !isLoopback(server)) {
      terminal.warn(`whoever reaches ${address} can ask it; RNN_LAB_TOKEN sets a token.`);
    }
    await aborted(AbortSignal.any([host.signal, queue.failure]));
    await end(server);
    queue.failure.throwIfAborted();
    terminal.line(
      say({
        en: `Ended after ${grouped(answered)} answers.`,
        ko: `응답 ${grouped(answered)}개를 보내고 끝냈습니다.`,
      }),
    );
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
