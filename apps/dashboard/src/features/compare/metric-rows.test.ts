import { comparedRun } from '#testing/compared-run';
import { metricColumns } from './metric-rows';
import type { Run } from '@rnn-lab/runs';

describe('metricColumns', () => {
  const runs = [
    comparedRun({ results: { test: { loss: 0.4, accuracy: 0.8 } } }),
    comparedRun({ results: { test: { loss: 0.3, accuracy: 0.7 } } }),
    comparedRun({ summary: { 'train.loss': { last: 0.2, best: 0.1, bestStep: 5, spark: [] } } }),
  ];

  it('marks the lowest loss and the highest accuracy', () => {
    const [loss, accuracy] = metricColumns(runs);
    expect(loss).toEqual({ key: 'test.loss', kind: 'result', values: [0.4, 0.3, null], best: 0.3 });
    expect(accuracy.best).toBe(0.8);
  });

  it('marks nothing in a metric of several experiments', () => {
    const other = comparedRun({ experiment: 'imdb', results: { test: { loss: 0.5 } } });
    const [loss, accuracy] = metricColumns([...runs, other]);
    expect([loss.best, accuracy.best]).toEqual([null, 0.8]);
  });

  it('marks nothing if there is a single value', () => {
    expect(metricColumns(runs).find(({ kind }) => kind === 'best')).toMatchObject({
      key: 'train.loss',
      best: null,
    });
  });

  it('marks the best of an unknown metric by the runs’ own direction, if they agree on it and on the unit', () => {
    const run = (value: number, info?: Run['metricInfo'][string]) =>
      comparedRun({
        results: { test: { 'top.5/k': value } },
        metricInfo: info ? { 'top.5/k': info } : {},
      });
    const column = (...compared: Run[]) => metricColumns(compared)[0];
    const percent = { better: 'higher', unit: '%' } as const;
    expect(column(run(70, percent), run(80, percent))).toEqual({
      key: 'test.top.5/k',
      kind: 'result',
      values: [70, 80],
      best: 80,
      unit: '%',
    });
    expect(column(run(70), run(80))).toMatchObject({ best: null, unit: undefined });
    expect(column(run(70, percent), run(80))).toMatchObject({ best: null, unit: undefined });
    expect(column(run(70, percent), run(0.8, { better: 'higher' }))).toMatchObject({ best: null });
    expect(column(run(70, percent), run(80, { better: 'lower', unit: '%' }))).toMatchObject({
      best: null,
      unit: '%',
    });
  });

  it('reads null, which the API returns for a non-finite value, as NaN', () => {
    const diverged = comparedRun({ results: { test: { loss: null as unknown as number } } });
    const [loss] = metricColumns([...runs, diverged]);
    expect(loss).toMatchObject({ values: [0.4, 0.3, null, NaN], best: 0.3 });
  });
});
