import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beginRun } from '#testing/runs';
import { within } from '@rnn-lab/testing';
import { serverEvents } from './http';
import { memoryOf } from './processes';
import { Workbench } from './workbench';
import type { RunWriter } from '@rnn-lab/runs';
import type { Socket } from 'node:net';
import type { Server } from './workbench';

const VIEWERS = 20;
const LINES = 600_000;
/** Seconds for which the viewers read nothing. */
const LOOKS = 20;
/** Milliseconds, far more than a busy machine needs: only a list that waits for the viewers takes that long. */
const LIST_WITHIN = 30_000;
/** MiB: the viewers' buffers are some 20, the rest is garbage of reading 64 MB. */
const MOST_GROWTH = 300;

const bench = new Workbench();
let server: Server;
/** A run with about 64 MB of lines. */
let run: RunWriter;
let sockets: Socket[] = [];

beforeAll(async () => {
  run = await beginRun(bench.runs);
  run.interrupt();
  const lines = Array.from(
    { length: LINES },
    (_, i) =>
      `{"kind":"step","split":"train","step":${i + 1},"epoch":1,"t":${i},"time":1764450000000,"loss":0.5}\n`,
  );
  appendFileSync(join(run.directory, 'metrics.jsonl'), lines.join(''));
  server = await bench.startServer();
  // The first list reads all lines of the run for its summary, whoever watches.
  await fetch(`${server.address}/api/v1/runs`);
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
});
afterAll(() => bench.close());

/** A viewer that asks for events and never reads. */
async function stalledViewer(path: string): Promise<void> {
  const { hostname, port } = new URL(server.address);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  socket.write(`GET /api/v1${path} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
}

it.each([
  ['a run', () => `/runs/${run.id}/events?fromByte=0`],
  ['several runs', () => `/events?runs=${run.id}@0-0`],
])('20 viewers of %s that read nothing take little memory, and hold up nobody', async (_, path) => {
  const pid = server.process.pid ?? 0;
  const before = await memoryOf(pid);
  for (let i = 0; i < VIEWERS; i++) await stalledViewer(path());
  let most = 0;
  let slowest = 0;
  for (let look = 0; look < LOOKS; look++) {
    const asked = performance.now();
    const answer = await within(60, 'The list', fetch(`${server.address}/api/v1/runs`));
    expect(answer.status).toBe(200);
    slowest = Math.max(slowest, performance.now() - asked);
    most = Math.max(most, await memoryOf(pid));
    await sleep(500);
  }
  const grown = (most - before) / 2 ** 20;
  console.info(`${VIEWERS} stalled viewers: ${grown.toFixed()} MiB, slowest list ${slowest.toFixed()} ms`);
  expect(slowest).toBeLessThan(LIST_WITHIN);
  expect(grown).toBeLessThan(MOST_GROWTH);
});

it('a viewer that reads gets every line, beside those that don’t', async () => {
  for (let i = 0; i < VIEWERS; i++) await stalledViewer(`/runs/${run.id}/events?fromByte=0`);
  const steps = new Set<number>();
  let told = 0;
  const all = async () => {
    for await (const { event, data } of serverEvents(`${server.address}/api/v1/runs/${run.id}/events`)) {
      if (event !== 'metrics') continue;
      for (const { step } of (data as { lines: { step: number }[] }).lines) {
        steps.add(step);
        told++;
      }
      if (steps.size === LINES) return;
    }
  };
  await within(300, 'The last line', all());
  expect(told).toBe(LINES);
});
