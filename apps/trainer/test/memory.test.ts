import { readJson, Sandbox } from './rnn-lab';
import type { Memory, RunFile } from '@rnn-lab/runs';

const sandbox = new Sandbox();
afterAll(() => sandbox.remove());

/** Seconds of training: few sequences, and small networks. */
const SMALL = '--sequences 300 --lstm-units 8 --epochs 2'.split(' ');

async function train(...args: string[]) {
  const before = new Set(sandbox.runFolders());
  const outcome = await sandbox.run(['memory', ...args]);
  const runs = sandbox
    .runFolders()
    .filter((folder) => !before.has(folder))
    .map((folder) => ({ folder, ...readJson<RunFile>(folder, 'run.json') }));
  return { outcome, runs: runs.sort((a, b) => a.startedAt.localeCompare(b.startedAt)) };
}

it('compares layers of equal size on the same sequences with always answering the mean', async () => {
  const { outcome, runs } = await train('--lag', '12', ...SMALL);
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  expect(runs.map(({ model }) => model?.name)).toEqual(['rnn_12', 'lstm_12', 'gru_12']);
  expect(new Set(runs.map(({ group }) => group)).size).toBe(1);
  const [baseline] = runs.map((run) => run.baselines['always the mean'].test?.loss);
  expect(baseline).toBeCloseTo(1 / 6, 1);
  for (const run of runs) {
    expect(run).toMatchObject({
      status: 'finished',
      dataset: { name: 'adding problem, lag 12', rows: { train: 300, validation: 1000, test: 1000 } },
      baselines: { 'always the mean': { test: { loss: baseline } } },
      results: { test: { loss: expect.any(Number) } },
    });
    expect(run.caveats[0].en).toMatch(/learning rate of 0\.0(01|05|1)\.$/);
    const [layer] = run.model!.name.split('_');
    const { recurrent, lag, gradientNorms } = readJson<Memory>(run.folder, 'memory.json');
    expect({ recurrent, lag }).toEqual({ recurrent: layer, lag: 12 });
    for (const norms of Object.values(gradientNorms)) {
      expect(norms).toHaveLength(22);
      // Far back it depends less on the input than at the end.
      expect(norms[21]).toBeLessThan(norms[0]);
    }
    expect(gradientNorms.after).not.toEqual(gradientNorms.before);
  }
  expect(outcome.stdout).toMatch(/│ model +│ test loss │ seconds │\n│ rnn_12 /);
});

it('stops at the goal', async () => {
  const { outcome, runs } = await train('--lag', '1', '--model', 'gru', '--goal', '10', ...SMALL);
  expect(outcome.code).toBe(0);
  expect(runs).toHaveLength(1);
  expect(runs[0].earlyStopping).toEqual({ epoch: 1, bestEpoch: 1 });
});
