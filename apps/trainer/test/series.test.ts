import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, readLines, Sandbox } from './rnn-lab';
import type { Preprocessing, RunFile, SeriesPrediction } from '@rnn-lab/runs';

const sandbox = new Sandbox();
afterAll(() => sandbox.remove());

async function train(...args: string[]) {
  const before = new Set(sandbox.runFolders());
  const outcome = await sandbox.run(args);
  const folders = sandbox.runFolders().filter((folder) => !before.has(folder));
  const runs = folders.map((folder) => ({ folder, ...readJson<RunFile>(folder, 'run.json') }));
  runs.sort((a, b) => a.startedAt.localeCompare(b.startedAt));
  return { outcome, runs };
}

function errorsOf(rows: { target: number; output: number }[]) {
  const differences = rows.map(({ target, output }) => target - output);
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  return { mae: mean(differences.map(Math.abs)), rmse: Math.sqrt(mean(differences.map((d) => d * d))) };
}

describe('sine', () => {
  it('trains on 800 windows and measures the test without padding against the last value and the noise floor', async () => {
    const { outcome, runs } = await train('sine', '--epochs', '40');
    expect(outcome.code).toBe(0);
    const [run] = runs;
    expect(run).toMatchObject({
      experiment: 'sine',
      status: 'finished',
      workers: 1,
      dataset: { rows: { train: 800, test: 200 }, files: [] },
      caveats: [{ en: expect.stringContaining('last 4 targets'), ko: expect.stringContaining('4개') }],
    });
    const predictions = readLines<SeriesPrediction>(run.folder, 'predictions/test.jsonl');
    expect(predictions.map(({ time }) => time)).toEqual(Array.from({ length: 196 }, (_, i) => 804 + i));
    expect(readLines(run.folder, 'predictions/train.jsonl')).toHaveLength(796);
    const { mae, rmse } = errorsOf(predictions);
    expect(run.results.test).toMatchObject({ mae: expect.closeTo(mae, 6), rmse: expect.closeTo(rmse, 6) });
    const naive = predictions.map(({ target, baselines }) => ({ target, output: baselines!['last value'] }));
    expect(naive[1].output).toBeCloseTo(predictions[0].target, 5);
    expect(run.baselines['last value'].test?.rmse).toBeCloseTo(errorsOf(naive).rmse, 6);
    expect(run.baselines['noise floor'].test?.rmse).toBeCloseTo(Math.sqrt(1 / 3), 12);
    expect(rmse).toBeGreaterThan(0.5);
    expect(rmse).toBeLessThan(run.baselines['last value'].test!.rmse!);
    expect(outcome.stdout).toContain('the network beats every baseline');
    expect(outcome.stdout).toMatch(/^Epoch 20\/40 - [^]*^Epoch 40\/40 - /m);
    expect(outcome.stdout.match(/^Of 40 epochs, this prints 1, 2, 5, /gm)).toHaveLength(1);
  });

  it('refuses a limit', async () => {
    const { outcome, runs } = await train('sine', '--limit', '10');
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toMatch(/^rnn-lab: --limit takes the first N texts, .*; remove --limit 10\.\n$/);
    expect(runs).toEqual([]);
  });
});

describe('deaths', () => {
  it('trains both models as runs of one group, and reports that they lose to a baseline', async () => {
    const { outcome, runs } = await train('deaths', '--epochs', '5');
    expect(outcome.code).toBe(0);
    expect(runs.map(({ model }) => model?.name)).toEqual(['rnn', 'lstm']);
    expect(new Set(runs.map(({ group }) => group)).size).toBe(1);
    for (const run of runs) {
      expect(run.dataset?.rows).toEqual({ train: 65, holdout: 12 });
      const holdout = readLines<SeriesPrediction>(run.folder, 'predictions/holdout.jsonl');
      const months = [2000, 2000, 2000, 2000, 1693, 1504, 1461, 1354, 1333, 1492, 1781, 1915];
      expect(holdout.map(({ target }) => Math.round(target))).toEqual(months);
      expect(Object.keys(run.baselines).sort()).toEqual(['Holt-Winters', 'last value', 'seasonal naive']);
      expect(run.baselines['seasonal naive'].holdout?.rmse).toBeCloseTo(103.32, 2);
      // Of the months before the hold-out alone.
      const [whole, before] = ['model', 'model/holdout'].map((model) =>
        readJson<Preprocessing>(run.folder, `${model}/preprocessing.json`),
      );
      const { end, scaling, ...same } = whole;
      expect(before).toMatchObject(same);
      expect([end?.times, before.end?.times]).toEqual([[1980], [1979]]);
      expect(end?.window[0]).toHaveLength(7);
      expect(before.scaling!.mean).not.toBeCloseTo(scaling!.mean, 0);
      expect(readJson(run.folder, 'model/holdout/model.json')).toHaveProperty('modelTopology');
    }
    expect(outcome.stdout).toContain('the network loses to');
    expect(outcome.stdout).toMatch(/│ rnn +│.*\n│ lstm +│/);
  });

  it('trains one model, on a CSV, without a hold-out', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${1980 + i / 12},${1500 + 400 * Math.sin(i / 2)}`);
    writeFileSync(join(sandbox.root, 'own.csv'), ['time,value', ...rows, ''].join('\n'));
    const { outcome, runs } = await train(
      ...['deaths', '--model', 'rnn', '--csv', 'own.csv', '--no-holdout', '--epochs', '2', '--json'],
    );
    expect(outcome.code).toBe(0);
    const [run] = runs;
    expect(JSON.parse(outcome.stdout)).toMatchObject({ id: run.id });
    expect(run).toMatchObject({ params: { holdout: false, model: 'rnn' }, dataset: { rows: { train: 33 } } });
    expect(run.command).toContain(' --no-holdout');
    expect(run.results).not.toHaveProperty('holdout');
    expect(run.baselines).toEqual({});
  });

  it('clips the data set as the notebook does, and a CSV only on request', async () => {
    const values = [1800, 2600, 1900, 2400, ...Array.from({ length: 36 }, (_, i) => 1500 + 10 * i)];
    const rows = values.map((value, i) => `${1980 + i / 12},${value}`);
    writeFileSync(join(sandbox.root, 'high.csv'), ['time,value', ...rows, ''].join('\n'));
    const most = async (...args: string[]) => {
      const { outcome, runs } = await train(
        'deaths',
        '--model',
        'rnn',
        '--epochs',
        '2',
        '--no-holdout',
        ...args,
      );
      const rows = readLines<SeriesPrediction>(runs[0].folder, 'predictions/train.jsonl');
      return [
        outcome.stdout.match(/^Clipped .*$/m)?.[0],
        Math.round(Math.max(...rows.map(({ target }) => target))),
      ];
    };
    expect(await most()).toEqual(['Clipped 33 of the 72 values to 2,000', 2000]);
    const csv = ['--csv', 'high.csv', '--window-length', '1'];
    expect(await most(...csv)).toEqual([undefined, 2600]);
    expect(await most(...csv, '--clip', '2500')).toEqual(['Clipped 1 of the 40 values to 2,500', 2500]);
  });

  it('refuses a series whose values before the hold-out are all the same', async () => {
    const rows = Array.from({ length: 72 }, (_, i) => `${1974 + i / 12},${i < 60 ? 1500 : 1500 + i}`);
    writeFileSync(join(sandbox.root, 'constant.csv'), ['time,value', ...rows, ''].join('\n'));
    const { outcome, runs } = await train('deaths', '--csv', 'constant.csv');
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toMatch(
      /constant\.csv from 1974 to 1978\.91\d* are all 1500, so a network can't learn/,
    );
    expect(runs).toEqual([]);
  });

  it.each([
    ['a gap', 'time,value\n1980,1\n1981,2\n1983,3\n', 'line 4: a row is missing .* --fill linear'],
    ['other columns', 'month;deaths\n1980;1\n', '"month", "deaths" instead .* of rnn-lab series take'],
    ['decimal commas', 'time;value\n1980;1,5\n', 'line 2: "1,5" in the column "value" .* --decimal'],
  ])('refuses %s as series does, and names it', async (_, content, message) => {
    writeFileSync(join(sandbox.root, 'refused.csv'), content);
    const { outcome, runs } = await train('deaths', '--csv', 'refused.csv');
    expect(outcome).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
    expect(runs).toEqual([]);
  });

  it('refuses a series that is too short for its hold-out', async () => {
    writeFileSync(join(sandbox.root, 'short.csv'), 'time,value\n1980,1\n1981,2\n');
    const { outcome, runs } = await train('deaths', '--csv', 'short.csv');
    expect(outcome).toMatchObject({ code: 2 });
    expect(outcome.stderr).toMatch(/^rnn-lab: .*short\.csv.*\n$/);
    expect(runs).toEqual([]);
  });
});

test.each(['sine', 'deaths'])('%s reproduces its losses to the last digit', async (name) => {
  const losses = async () => {
    const { runs } = await train(name, '--epochs', '3');
    return runs.map(({ folder, results }) => [
      results,
      readLines<{ loss: number }>(folder, 'metrics.jsonl').map(({ loss }) => loss),
    ]);
  };
  expect(await losses()).toEqual(await losses());
});
