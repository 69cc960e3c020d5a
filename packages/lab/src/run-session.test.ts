import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineMetric } from '@rnn-lab/engine';
import { readHistograms, readMetrics, readPredictions, readRun } from '@rnn-lab/runs';
import * as tf from '@tensorflow/tfjs';
import { jobOf } from '../test/job';
import { Lab } from './lab';
import type { Run, SeriesPrediction } from '@rnn-lab/runs';
import type { LabEvent } from './events';
import type { TrainingRun } from './dry-run';
import type { TrainingPlan } from './training-plan';

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
  work: (run: TrainingRun) => Promise<void>,
  settings = jobOf(runsDir).settings,
): Promise<{ run: Run; directory: string; events: LabEvent[] }> {
  const events: LabEvent[] = [];
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 1, inputShape: [1], activation: 'sigmoid', kernelInitializer: 'ones' }),
    ],
  });
  const dataset = { name: 'test', rows: { train: ROWS }, files: [] };
  const job = jobOf(runsDir, { settings, onEvent: (event) => events.push(event) });
  const [{ directory }] = await Lab.run(job, (lab) =>
    lab.train({ model, loss: 'binaryCrossentropy', dataset, ...plan }, work),
  );
  return { run: (await readRun(directory)).run!, directory, events };
}

it('records the baselines that an experiment computes, and how long they took', async () => {
  const { run, events } = await trained({ metrics: ['accuracy'] }, async (session) => {
    await session.fit(x, y, options);
    await session.compare('test', async ({ workers, onProgress }) => {
      onProgress?.(1, 2);
      return { constant: { accuracy: workers / 2 } };
    });
  });
  expect(run.baselines).toEqual({ constant: { test: { accuracy: 0.5 } } });
  const compared = events.find(({ kind }) => kind === 'compared');
  expect(compared).toMatchObject({ baselines: ['constant'], seconds: run.timings.baselines });
  expect(events).toContainEqual({ kind: 'comparing', done: 1, total: 2 });
});

const options = { epochs: 3, batchSize: 4, validationData: [x, y] } as const;

it('notes each look at a split: once for its metrics and predictions, again after more training', async () => {
  const others = { data: Float32Array.from(x.data), shape: x.shape };
  const { run } = await trained({}, async (session) => {
    await session.fit(x, y, options);
    await session.evaluate('validation', x, y);
    await session.evaluate('test', x, y);
    await session.writePredictions('test', x, (i) => ({ text: `${i}`, tokens: [], label: y.data[i] }));
    await session.fit(x, y, options);
    await session.evaluate('test', others, y);
  });
  expect(run.evaluations.map(({ split }) => split)).toEqual(['validation', 'test', 'test']);
  expect(run.evaluations.map(({ validated }) => validated)).toEqual([true, true, false]);
  const times = run.evaluations.map(({ at }) => at);
  expect(times).toEqual([...times].sort());
  expect(times[0] >= run.startedAt && times[2] <= (run.endedAt as string)).toBe(true);
});

it('writes histograms of the fit every so many steps, if that is asked for', async () => {
  const stepsWith = async (histograms: number | null) => {
    const { settings } = jobOf(runsDir);
    const fitted = await trained({}, (session) => session.fit(x, y, options), { ...settings, histograms });
    const steps = [];
    for await (const { step, weights } of readHistograms(fitted.directory)) {
      steps.push([step, ...weights.map(({ name }) => name.split('/')[1])]);
    }
    return steps;
  };
  expect(await stepsWith(null)).toEqual([]);
  expect(await stepsWith(4)).toEqual([1, 4, 8].map((step) => [step, 'kernel', 'bias']));
});

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

describe('a model with two outputs', () => {
  const input = tf.input({ shape: [1] });
  const output = (name: string) => tf.layers.dense({ name, units: 1 }).apply(input) as tf.SymbolicTensor;
  const twoOutputs = () => tf.model({ inputs: input, outputs: [output('level'), output('trend')] });
  const plan = { loss: 'meanSquaredError' } as const;
  const both = { level: y, trend: x };

  it('has the errors of both forecasts, each in its unit', async () => {
    const { run, directory } = await trained({ ...plan, model: twoOutputs() }, async (session) => {
      await session.fit(x, both, { epochs: 1, batchSize: 4 });
      const scaling = { invert: (values: ArrayLike<number>) => Array.from(values, (value) => 10 * value) };
      const outputs = {
        level: { y, unit: 'deaths', baselines: { naive: x.data } },
        trend: { y: x, scaling, baselines: { naive: x.data, zero: new Float32Array(ROWS) } },
      };
      await session.forecast('train', { x, times: x.data, outputs });
    });
    const lines = async (name: string) => {
      const rows = [];
      for await (const row of readPredictions(directory, 'train', name)) rows.push(row as SeriesPrediction);
      return rows;
    };
    const [levels, trends] = [await lines('level'), await lines('trend')];
    const maeOf = (rows: SeriesPrediction[]) =>
      rows.reduce((sum, { target, output }) => sum + Math.abs(target - output), 0) / rows.length;
    expect(run.results.train).toMatchObject({
      ...numbers(['loss', 'level_loss', 'trend_loss', 'level_rmse', 'trend_rmse']),
      level_mae: expect.closeTo(maeOf(levels), 6),
      trend_mae: expect.closeTo(maeOf(trends), 6),
    });
    expect(levels.map(({ target }) => target)).toEqual(Array.from(y.data));
    expect(trends.map(({ target }) => target)).toEqual(Array.from(x.data, (value) => 10 * value));
    expect(run.metricInfo.level_mae).toEqual({ better: 'lower', unit: 'deaths' });
    expect(run.metricInfo.trend_mae).toEqual({ better: 'lower' });
    expect(run.baselines).toEqual({
      naive: { train: numbers(['level_mae', 'level_rmse', 'trend_mae', 'trend_rmse']) },
      zero: { train: numbers(['trend_mae', 'trend_rmse']) },
    });
  });

  it('needs the true values by output, and a model with one does not', async () => {
    const label = { level: 1, trend: 0 };
    const { directory } = await trained({ ...plan, model: twoOutputs() }, async (session) => {
      const text = (label: number | Record<string, number>) => ({ text: '', tokens: [], label });
      await expect(session.writePredictions('train', x, () => text(1))).rejects.toThrow(
        'The true values are those of one output, but',
      );
      await expect(session.writePredictions('train', x, () => text({ levels: 1 }))).rejects.toThrow(
        'those of the output "levels", but',
      );
      await session.writePredictions('train', x, () => text(label));
    });
    for await (const row of readPredictions(directory, 'train', 'level'))
      expect(row).toMatchObject({ label: 1 });
    await trained({}, (session) =>
      expect(session.writePredictions('train', x, () => ({ text: '', tokens: [], label }))).rejects.toThrow(
        'give them not by output',
      ),
    );
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

  it('stops at the first epoch that reaches the goal', async () => {
    const validationData = [x, y] as const;
    const free = await trained({}, (session) => session.fit(x, y, { ...options, epochs: 6, validationData }));
    const losses = (await readMetrics(free.directory)).lines
      .filter(({ split }) => split === 'validation')
      .map(({ loss }) => loss as number);
    expect(losses[3]).toBeLessThan(losses[2]);
    const { run } = await trained({}, async (session) => {
      await session.fit(x, y, { ...options, epochs: 6, validationData, goal: losses[2] });
    });
    expect(run.earlyStopping).toEqual({ epoch: 4, bestEpoch: 4 });
    expect(run.results.validation!.loss).toBe(losses[3]);
  });

  it('says nothing if the last epoch is the best', async () => {
    const { run } = await trained({}, (session) => session.fit(x, y, { ...options, earlyStopping: 2 }));
    expect(run.earlyStopping).toBeUndefined();
  });
});
