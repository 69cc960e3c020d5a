import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beginRun } from '#testing/runs';
import { until } from '#testing/until';
import { readMetrics, RunsError } from '@rnn-lab/runs';
import { Watcher } from './watcher';
import type { RunsEvents } from '#api/events';

jest.mock('@rnn-lab/runs', () => {
  const runs = jest.requireActual<object & { readMetrics: typeof readMetrics }>('@rnn-lab/runs');
  return { ...runs, readMetrics: jest.fn(runs.readMetrics) };
});

const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-watcher-'));
beforeAll(() => {
  process.env.RNN_LAB_RUNS = folder;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('notifies every viewer, and stops polling after the last one left', async () => {
  const watcher = new Watcher();
  expect(watcher.isLooking).toBe(false);
  const told: RunsEvents['rows'][][] = [[], []];
  const stops = told.map((events) => watcher.watchRuns((rows) => events.push(rows)));
  const run = await beginRun(folder);
  const sent: string[] = [];
  stops.push(
    watcher.followRun(run.id, {
      cursor: { fromByte: 0 },
      isBehind: false,
      send: (event) => sent.push(event),
    }),
  );
  run.step({ step: 1, epoch: 1, t: 0, loss: 1 });
  await until(60, 'What the watcher tells', () =>
    told.every((events) => events.some(({ changed }) => changed[0]?.id === run.id)),
  );
  await until(60, 'What the watcher tells', () => sent.includes('metrics'));
  expect(sent[0]).toBe('run');
  run.interrupt();
  expect(watcher.isLooking).toBe(true);
  for (const stop of stops) stop();
  await until(60, 'What the watcher tells', () => !watcher.isLooking);
});

it('continues if one viewer fails, and logs that once', async () => {
  const watcher = new Watcher();
  const logged = jest.spyOn(console, 'error').mockImplementation();
  const [broken, whole] = [await beginRun(folder), await beginRun(folder)];
  const failing = jest.fn(() => {
    throw new TypeError('This viewer is broken.');
  });
  const sent: string[] = [];
  const stops = [
    watcher.followRun(broken.id, { cursor: { fromByte: 0 }, isBehind: false, send: failing }),
    watcher.followRun(whole.id, {
      cursor: { fromByte: 0 },
      isBehind: false,
      send: (event) => sent.push(event),
    }),
  ];
  await until(60, 'What the watcher tells', () => failing.mock.calls.length > 1);
  whole.step({ step: 1, epoch: 1, t: 0, loss: 1 });
  await until(60, 'What the watcher tells', () => sent.includes('metrics'));
  expect(logged).toHaveBeenCalledTimes(1);
  for (const stop of stops) stop();
  await until(60, 'What the watcher tells', () => !watcher.isLooking);
  logged.mockRestore();
  for (const run of [broken, whole]) run.interrupt();
});

it('sends a slow viewer nothing until it has caught up, then all that is new in its order', async () => {
  const watcher = new Watcher();
  const run = await beginRun(folder);
  const told: { slow: string[]; fast: string[] } = { slow: [], fast: [] };
  let isBehind = true;
  const follow = (name: 'slow' | 'fast', isSlow: () => boolean) =>
    watcher.followRun(run.id, {
      cursor: { fromByte: 0 },
      get isBehind() {
        return isSlow();
      },
      send: (event, data) =>
        told[name].push(event, ...('lines' in data ? data.lines.map(({ step }) => String(step)) : [])),
    });
  const stops = [follow('slow', () => isBehind), follow('fast', () => false)];
  for (const step of [1, 2, 3]) {
    run.step({ step, epoch: 1, t: 0, loss: 1 });
    await until(60, `Step ${step}`, () => told.fast.includes(String(step)));
  }
  expect(told.slow).toEqual([]);
  isBehind = false;
  await until(60, 'What the slow viewer is told', () => told.slow.includes('3'));
  expect(told.slow).toEqual(['run', 'metrics', '1', '2', '3']);
  for (const stop of stops) stop();
  run.interrupt();
});

it('sends the last rows of an ended run, though its file could not be read the first time', async () => {
  const run = await beginRun(folder);
  run.step({ step: 1, epoch: 1, t: 0, loss: 1 });
  run.interrupt();
  const reading = jest.mocked(readMetrics);
  reading.mockClear();
  reading.mockRejectedValueOnce(new RunsError('unreadable-file', 'metrics.jsonl can’t be read (EMFILE).'));
  const watcher = new Watcher();
  const told: string[] = [];
  const stop = watcher.followRun(run.id, {
    cursor: { fromByte: 0 },
    isBehind: false,
    send: (event) => told.push(event),
  });
  try {
    await until(60, 'The rows', () => told.includes('metrics'));
    expect(told).toEqual(['run', 'metrics']);
    // The failed attempt, the rows, and the end of the file: then it rests.
    await sleep(1_000);
    expect(reading).toHaveBeenCalledTimes(3);
  } finally {
    stop();
  }
});
