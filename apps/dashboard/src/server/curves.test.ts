import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginRun } from '../../test/runs';
import { seriesQuery } from './contract';
import { readCurves } from './curves';

const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-curves-'));
process.env.RNN_LAB_RUNS = folder;
afterAll(() => rmSync(folder, { recursive: true }));

describe('the curves of a run', () => {
  it('say how far they have come and where the run was resumed, on every axis', async () => {
    const run = await beginRun(folder);
    for (let step = 1; step <= 100; step++)
      run.step({ step, epoch: step <= 50 ? 1 : 2, t: step / 4, loss: 1 });
    run.interrupt();
    const file = join(run.directory, 'run.json');
    const content = JSON.parse(readFileSync(file, 'utf8'));
    const resumes = [{ at: '2026-01-01T00:00:00Z', step: 75, bytes: 1 }];
    writeFileSync(file, JSON.stringify({ ...content, resumes }));

    const curves = (query: object) => readCurves(run.id, seriesQuery.parse(query));
    expect(await curves({})).toMatchObject({ resumedAt: [76], curves: [{ lastStep: 100 }] });
    expect((await curves({ x: 'relative' })).resumedAt).toEqual([19]);
    expect((await curves({ x: 'epoch' })).resumedAt).toEqual([1.52]);
    expect((await curves({ from: 10, to: 20 })).curves[0]).toMatchObject({ lastStep: 100 });
  });
});
