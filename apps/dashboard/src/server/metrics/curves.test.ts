import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seriesQuery } from '#api/metrics';
import { beginRun } from '#testing/runs';
import { readCurves } from './curves';
import { metricsTableColumns } from './metrics-table';

const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-curves-'));
process.env.RNN_LAB_RUNS = folder;
afterAll(() => rmSync(folder, { recursive: true }));

describe('the curves of a run', () => {
  it('have their last step and the places of resumes, on every axis', async () => {
    const run = await beginRun(folder);
    for (let step = 1; step <= 100; step++)
      run.step({ step, epoch: step <= 50 ? 1 : 2, t: step / 4, loss: 1 });
    run.interrupt();
    const file = join(run.directory, 'run.json');
    const content = JSON.parse(readFileSync(file, 'utf8'));
    const resumes = [{ at: '2026-01-01T00:00:00Z', step: 75, bytes: 1 }];
    writeFileSync(file, JSON.stringify({ ...content, resumes }));

    const curves = (query: object) => readCurves(run.id, seriesQuery.parse(query));
    expect(await curves({})).toMatchObject({ resumedAt: [76], curves: [{ lastStep: 100, lastSeconds: 25 }] });
    expect((await curves({ x: 'relative' })).resumedAt).toEqual([19]);
    expect((await curves({ x: 'epoch' })).resumedAt).toEqual([1.52]);
    expect((await curves({ from: 10, to: 20 })).curves[0]).toMatchObject({ lastStep: 100 });
  });

  it('exist for any metric, also one that only some lines have', async () => {
    const run = await beginRun(folder);
    run.step({ step: 1, epoch: 1, t: 1, loss: 1 });
    run.step({ step: 2, epoch: 1, t: 2, loss: 0.5, 'top.5/k': 0.9 });
    run.step({ step: 3, epoch: 1, t: 3, 'top.5/k': 0.8 });
    run.interrupt();
    const curvesOf = async (metric: string) =>
      (await readCurves(run.id, seriesQuery.parse({ metric }))).curves.map(({ y }) => y);
    expect(await curvesOf('top.5/k')).toEqual([[null, 0.9, 0.8]]);
    expect(await curvesOf('loss')).toEqual([[1, 0.5, null]]);
    expect(await curvesOf('auc')).toEqual([]);
    expect(await metricsTableColumns(run.directory)).toEqual([
      'kind',
      'split',
      'step',
      'epoch',
      't',
      'time',
      'loss',
      'top.5/k',
    ]);
  });

  it('mark values that are not finite, and not the lines that lack the metric', async () => {
    const run = await beginRun(folder);
    const diverging = Array.from({ length: 1000 }, (_, i) => ({ step: i + 1, loss: i < 600 ? 1 : NaN }));
    for (const line of diverging)
      run.step({ epoch: 1, t: line.step, ...line, ...(line.step > 2 && { auc: 1 }) });
    run.step({ step: 1001, epoch: 1, t: 1001, loss: Infinity, auc: -Infinity });
    run.interrupt();
    const marked = async (query: object) => (await readCurves(run.id, seriesQuery.parse(query))).curves[0];
    expect((await marked({ metric: 'auc' })).notFinite).toEqual([1001]);
    expect((await marked({ to: 603 })).notFinite).toEqual([601, 602, 603]);
    const { x, y, notFinite } = await marked({ buckets: 10 });
    expect(notFinite).toHaveLength(10);
    expect(notFinite[0]).toBe(601);
    expect(notFinite.map((place) => y[x.indexOf(place)])).toEqual(notFinite.map(() => null));
  });

  it('lose a mark if a later line with the same step replaces it', async () => {
    const run = await beginRun(folder);
    run.step({ step: 1, epoch: 1, t: 1, loss: NaN });
    run.interrupt();
    const line = { kind: 'step', split: 'train', step: 1, epoch: 1, t: 1, time: 1, loss: 0.5 };
    appendFileSync(join(run.directory, 'metrics.jsonl'), `${JSON.stringify(line)}\n`);
    expect((await readCurves(run.id, seriesQuery.parse({}))).curves).toMatchObject([
      { y: [0.5], notFinite: [] },
    ]);
  });

  it.each(['__proto__', 'constructor', 'step', ' loss', 'x'.repeat(101)])('are refused for %j', (metric) => {
    expect(seriesQuery.safeParse({ metric }).success).toBe(false);
  });

  it('keep the later of two lines with the same step, in order, and count the others', async () => {
    const run = await beginRun(folder);
    for (let step = 1; step <= 15; step++) run.step({ step, epoch: 1, t: step / 10, loss: 1 / step });
    run.epoch({ split: 'train', step: 15, epoch: 1, t: 1.5, loss: 0.5 });
    run.interrupt();
    const curves = (query: object) => readCurves(run.id, seriesQuery.parse(query));
    const repeat = (steps: number[]) => {
      const lines = steps.map((step) => ({ step, epoch: 1, t: step / 10, time: Date.now(), loss: 2 / step }));
      const file = join(run.directory, 'metrics.jsonl');
      for (const line of lines)
        appendFileSync(file, `${JSON.stringify({ kind: 'step', split: 'train', ...line })}\n`);
    };
    const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);
    const lossOf = (repeatedTo: number) => (step: number) => (step > 10 && step <= repeatedTo ? 2 : 1) / step;
    expect(await curves({})).toMatchObject({ replacedLines: 0, curves: [{ x: upTo(15) }, { x: [15] }] });

    repeat([11, 12, 13]);
    expect(await curves({})).toMatchObject({
      replacedLines: 3,
      curves: [{ x: upTo(15), y: upTo(15).map(lossOf(13)), lastStep: 15 }, { x: [15] }],
    });
    repeat([14, 15, 16, 17, 18, 19, 20]);
    expect(await curves({})).toMatchObject({
      replacedLines: 5,
      curves: [{ x: upTo(20), y: upTo(20).map(lossOf(20)), lastStep: 20 }, { x: [15] }],
    });
    expect((await curves({ x: 'relative' })).curves[0].x).toEqual(upTo(20).map((step) => step / 10));
  });

  it('have TensorBoard’s debiased moving average over all points, whatever the range and the axis', async () => {
    const run = await beginRun(folder);
    const losses = Array.from({ length: 2_000 }, (_, i) => (i === 7 ? NaN : Math.sin(i) + 2));
    losses.forEach((loss, i) => run.step({ step: i + 1, epoch: 1, t: i, loss }));
    run.epoch({ step: 2_000, epoch: 1, t: 2_000, split: 'train', loss: 2 });
    run.interrupt();

    // last = last·w + (1 − w)·value, divided by 1 − wⁿ.
    let last = 0;
    let count = 0;
    const expected = losses.map((value) => {
      if (Number.isNaN(value)) return null;
      last = 0.6 * last + 0.4 * value;
      return last / (1 - 0.6 ** ++count);
    });
    const steps = async (query: object) =>
      (await readCurves(run.id, seriesQuery.parse({ smoothing: 0.6, ...query }))).curves[0];
    for (const query of [{ buckets: 5_000 }, { buckets: 3 }, { from: 50, to: 90, buckets: 4 }]) {
      const { x, smoothed } = await steps(query);
      smoothed?.forEach((value, i) => {
        const exact = expected[x[i] - 1];
        if (exact === null) expect(value).toBeNull();
        else expect(value).toBeCloseTo(exact, 12);
      });
      expect(smoothed).toHaveLength(x.length);
    }
    for (const x of ['epoch', 'relative', 'time'])
      expect((await steps({ x, buckets: 3 })).smoothed?.at(-1)).toBeCloseTo(expected[1_999] ?? NaN, 12);
    const { curves } = await readCurves(run.id, seriesQuery.parse({ smoothing: 0.6 }));
    expect(curves[1]).toMatchObject({ kind: 'epoch', smoothed: null, average: null });
    expect((await steps({ smoothing: 0 })).smoothed).toBeNull();
  });
});
