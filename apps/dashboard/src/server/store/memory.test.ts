import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginRun } from '#testing/runs';
import { NotFoundError } from './errors';
import { memoryOfGroup } from './memory';

const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-memory-'));
process.env.RNN_LAB_RUNS = folder;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('collects what the networks of a group remember, by lag, of those that have been measured', async () => {
  const measured = async (recurrent: string, lag: number, loss: number, group?: string) => {
    const run = await beginRun(folder, { experiment: 'memory', group });
    run.writeMemory({ recurrent, lag, gradientNorms: { before: [0.5, NaN], after: [0.25, 0] } });
    const baselines = { 'always the mean': { test: { loss: 0.17 } } };
    run.finish({ results: { test: { loss } }, baselines });
    return run.id;
  };
  const far = await measured('rnn', 50, 0.16);
  const near = await measured('lstm', 10, 0.001, far);
  const alone = await measured('gru', 5, 0.002);
  const unmeasured = await beginRun(folder, { experiment: 'memory', group: far });
  unmeasured.interrupt();

  const { networks } = await memoryOfGroup(far);
  expect(networks).toEqual([
    expect.objectContaining({ id: near, recurrent: 'lstm', lag: 10, error: 0.001, baseline: 0.17 }),
    expect.objectContaining({ id: far, recurrent: 'rnn', lag: 50, error: 0.16, baseline: 0.17 }),
  ]);
  expect(networks[0].gradientNorms).toEqual({ before: [0.5, NaN], after: [0.25, 0] });
  expect(await memoryOfGroup(unmeasured.id)).toEqual({ networks });
  expect((await memoryOfGroup(alone)).networks.map(({ id }) => id)).toEqual([alone]);
});

it('refuses a run that does not exist', async () => {
  await expect(memoryOfGroup('memory-1')).rejects.toThrow(NotFoundError);
});
