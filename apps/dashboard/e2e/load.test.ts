import { setTimeout as sleep } from 'node:timers/promises';
import { within } from '@rnn-lab/testing';
import { beginRun } from '#testing/runs';
import { until } from '#testing/until';
import { serverEvents } from './http';
import { memoryOf } from './processes';
import { Workbench } from './workbench';
import type { MetricsUpdate } from '#api/metrics';

/** On demand: 200 viewers for 300 seconds, or a few for an hour. */
const { RNN_LAB_VIEWERS: viewers = '50', RNN_LAB_SECONDS: seconds = '60' } = process.env;
const ROWS_PER_SECOND = 200;
const ROWS = ROWS_PER_SECOND * Number(seconds);
/** Milliseconds between writes. */
const WRITE_EVERY = 20;
/** Events after which every tenth viewer reconnects. */
const RECONNECT_AFTER = 10;
/** Milliseconds, for 99% of the rows; far more than a busy machine needs, and less than the run takes. */
const ARRIVED_WITHIN = 30_000;

const bench = new Workbench();
afterAll(() => bench.close());

interface Seen {
  /** In the order of their arrival. */
  steps: number[];
  /** Milliseconds from a row's time to its arrival. */
  delays: number[];
}

/** Follows a run to its last row, reconnecting from its cursor now and then if asked to. */
async function follow(
  address: string,
  id: string,
  { isReconnecting, onOpen }: { isReconnecting: boolean; onOpen: () => void },
): Promise<Seen> {
  const seen: Seen = { steps: [], delays: [] };
  let cursor = '';
  for (;;) {
    let events = 0;
    const headers: Record<string, string> = cursor ? { 'last-event-id': cursor } : {};
    for await (const { event, id: next, data } of serverEvents(
      `${address}/api/v1/runs/${id}/events`,
      headers,
    )) {
      onOpen();
      if (event !== 'metrics') continue;
      const now = Date.now();
      for (const { step, time } of (data as MetricsUpdate).lines) {
        seen.steps.push(step);
        seen.delays.push(now - time);
      }
      if (seen.steps.at(-1) === ROWS) return seen;
      cursor = String(next);
      if (isReconnecting && ++events === RECONNECT_AFTER) break;
    }
  }
}

it(
  `${viewers} viewers of a run that writes 200 rows a second for ${seconds} s miss no row and get none twice`,
  async () => {
    const run = await beginRun(bench.runs);
    const server = await bench.startServer();
    const pid = server.process.pid ?? 0;
    const opened = new Set<number>();
    const following = Promise.all(
      Array.from({ length: Number(viewers) }, (_, i) =>
        follow(server.address, run.id, { isReconnecting: i % 10 === 0, onOpen: () => opened.add(i) }),
      ),
    );
    await until(60, 'The first event of every viewer', () => opened.size === Number(viewers));
    const memory: number[] = [];
    const began = performance.now();
    for (let written = 0; written < ROWS;) {
      const due = Math.min(ROWS, Math.floor(((performance.now() - began) / 1000) * ROWS_PER_SECOND));
      while (written < due)
        run.step({ step: ++written, epoch: 1, t: written, loss: 1 / written, accuracy: 0.5 });
      if (memory.length < (performance.now() - began) / 1000) memory.push(await memoryOf(pid));
      await sleep(WRITE_EVERY);
    }
    const seen = await within(250, 'The last row', following);
    run.finish({ results: {} });

    const all = Array.from({ length: ROWS }, (_, i) => i + 1);
    for (const { steps } of seen) expect(steps).toEqual(all);
    const delays = Float64Array.from(seen.flatMap((each) => each.delays)).sort();
    const at = (part: number) => delays[Math.floor(part * (delays.length - 1))];
    // The first third fills the heap.
    const settled = memory.slice(Math.floor(memory.length / 3)).map((bytes) => bytes / 2 ** 20);
    const grown = settled[settled.length - 1] - settled[0];
    console.info(
      `${viewers} viewers, ${ROWS} rows: pushed after ${at(0.5)} ms (median), ${at(0.99)} ms (p99), ${at(1)} ms (slowest); ` +
        `memory ${settled[0].toFixed()} MiB, at most ${Math.max(...settled).toFixed()}, ${grown.toFixed()} more at the end`,
    );
    expect(grown).toBeLessThan(50);
    expect(at(0.99)).toBeLessThan(ARRIVED_WITHIN);
  },
  (Number(seconds) + 600) * 1000,
);
