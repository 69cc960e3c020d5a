import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineMetric } from '@rnn-lab/engine';
import { readMetrics, readRun } from '@rnn-lab/runs';
import * as tf from '@tensorflow/tfjs';
import { Lab } from './lab';
import type { Run } from '@rnn-lab/runs';
import type { LabEvent } from './events';
import type { RunSession, TrainingPlan } from './run-session';

const runsDir = mkdtempSync(join(tmpdir(), 'rnn-lab-session-'));
afterAll(() => rmSync(runsDir, { recursive: true }));

const ROWS = 12;
const x = { data: Float32Array.from({ length: ROWS }, (_, i) => i / ROWS), shape: [ROWS, 1] };
const y = { data: x.data.map((value) => Number(value > 0.4)), shape: [ROWS, 1] };

/** The largest error of the rows so far. */
const worst = defineMetric({
  name: 'worst/row',
  better: 'lower',
  unit: '%',
  start: () => ({ error: 0 }),
  update(state, targets, predictions) {
    predictions.forEach((value, i) => {
      state.error = Math.max(state.error, 100 * Math.abs(value - targets[i]));
    });
  },
  result: ({ error }) => error,
});

/** Trains a small classifier; returns the run as it was written, and the lab's events. */
async function trained(
  plan: Partial<TrainingPlan>,
  work: (run: RunSession) => Promise<void>,
): Promise<{ run: Run; directory: string; events: LabEvent[] }> {
  const events: LabEvent[] = [];
  const settings = {
    seed: 0,
    limit: null,
    engine: 'cpu',
    matmul: 'wasm',
    workers: 1,
    tags: [],
    notes: '',
    runsDir,
    dataDir: undefined,
    cacheDir: runsDir,
    mirror: undefined,
    checkpointSeconds: 60,
    repository: __dirname,
  } as const;
  const recipe = { experiment: 'test', title: { en: '', ko: '' }, reference: {}, command: '', params: {} };
  const { signal } = new AbortController();
  const lab = new Lab({ recipe, settings, signal, onEvent: (event) => events.push(event) });
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 1, inputShape: [1], activation: 'sigmoid', kernelInitializer: 'ones' }),
    ],
  });
  const dataset = { name: 'test', rows: { train: ROWS }, files: [] };
  await lab.train({ model, loss: 'binaryCrossentropy', dataset, ...plan }, work);
  const [{ directory }] = lab.finished;
  return { run: (await readRun(directory)).run!, directory, events };
}

const options = { epochs: 3, batchSize: 4, validationData: [x, y] } as const;

it('writes every metric that was asked for to the lines, the results and the summary', async () => {
  const metrics = ['accuracy', 'f1Score', worst] as const;
  const { run, directory } = await trained({ metrics }, async (session) => {
    await session.fit(x, y, options);
    await session.evaluate('test', x, y);
  });
  const names = ['loss', 'accuracy', 'f1Score', 'worst/row'];
  expect(run.metricInfo).toEqual({
    loss: { better: 'lower' },
    accuracy: { better: 'higher' },
    f1Score: { better: 'higher' },
    'worst/row': { better: 'lower', unit: '%' },
  });
  for (const split of ['train', 'validation', 'test'] as const) {
    expect(Object.keys(run.results[split]!)).toEqual(names);
  }
  expect(Object.keys(run.summary)).toEqual([
    ...names.map((name) => `train.${name}`),
    ...names.map((name) => `validation.${name}`),
  ]);
  const { lines } = await readMetrics(directory);
  expect(lines).toHaveLength(3 * (3 + 2));
  for (const line of lines) expect(line).toEqual(expect.objectContaining(numbers(names)));
  const errors = lines.filter(({ kind, split }) => kind === 'epoch' && split === 'validation');
  expect(run.summary['validation.worst/row']).toMatchObject({
    last: run.results.validation!['worst/row'],
    best: Math.min(...errors.map((line) => Number(line['worst/row']))),
  });
});

function numbers(names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, expect.any(Number)]));
}

it('adds the errors of forecasts, in the unit of the series', async () => {
  const metrics = ['r2Score'] as const;
  const { run } = await trained({ loss: 'meanSquaredError', metrics }, async (session) => {
    await session.fit(x, y, options);
    await session.forecast('train', { x, y, times: x.data, unit: 'deaths a month' });
  });
  expect(Object.keys(run.results.train!)).toEqual(['loss', 'r2Score', 'mae', 'rmse']);
  expect(run.metricInfo).toMatchObject({
    r2Score: { better: 'higher' },
    mae: { better: 'lower', unit: 'deaths a month' },
    rmse: { better: 'lower', unit: 'deaths a month' },
  });
});

describe('early stopping', () => {
  // Targets that contradict the training rows: the validation loss rises from the first epoch on.
  const opposite = { ...y, data: y.data.map((value) => 1 - value) };

  it('ends the run well, with the weights and the results of the best epoch', async () => {
    const optimizer = { learningRate: 0.1 };
    const { run, directory, events } = await trained({ optimizer }, async (session) => {
      await session.fit(x, y, { ...options, epochs: 20, validationData: [x, opposite], earlyStopping: 2 });
      await session.evaluate('test', x, opposite);
    });
    const { lines } = await readMetrics(directory);
    const losses = lines.filter(({ split }) => split === 'validation').map(({ loss }) => loss as number);
    const bestEpoch = 1 + losses.indexOf(Math.min(...losses));
    expect(run).toMatchObject({ status: 'finished', earlyStopping: { epoch: bestEpoch + 2, bestEpoch } });
    expect(losses).toHaveLength(bestEpoch + 2);
    expect(run.results.validation!.loss).toBe(Math.min(...losses));
    expect(run.results.test!.loss).toBeCloseTo(Math.min(...losses), 6);
    const finished = events.find(({ kind }) => kind === 'run-finished');
    expect(finished).toMatchObject({ run: { earlyStopping: { bestEpoch } } });
  });

  it('says nothing if the last epoch is the best', async () => {
    const { run } = await trained({}, (session) => session.fit(x, y, { ...options, earlyStopping: 2 }));
    expect(run.earlyStopping).toBeUndefined();
  });
});
