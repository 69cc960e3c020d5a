import { metricColumns } from './metric-rows';
import type { Run } from '@rnn-lab/runs';

function run(change: Partial<Run>): Run {
  return {
    experiment: 'nsmc',
    seed: 0,
    engine: 'onnx',
    workers: 2,
    model: null,
    git: null,
    dataset: null,
    params: {},
    results: {},
    reference: {},
    summary: {},
    ...change,
  } as Run;
}

describe('metricColumns', () => {
  const runs = [
    run({ results: { test: { loss: 0.4, accuracy: 0.8 } } }),
    run({ results: { test: { loss: 0.3, accuracy: 0.7 } } }),
    run({ summary: { 'train.loss': { last: 0.2, best: 0.1, bestStep: 5, spark: [] } } }),
  ];

  it('marks the lowest loss and the highest accuracy', () => {
    const [loss, accuracy] = metricColumns(runs);
    expect(loss).toEqual({ key: 'test.loss', kind: 'result', values: [0.4, 0.3, null], best: 0.3 });
    expect(accuracy.best).toBe(0.8);
  });

  it('marks nothing across experiments', () => {
    const other = run({ experiment: 'imdb', results: { test: { loss: 0.5 } } });
    const [loss, accuracy] = metricColumns([...runs, other]);
    expect([loss.best, accuracy.best]).toEqual([null, 0.8]);
  });

  it('marks nothing where there is one value', () => {
    expect(metricColumns(runs).find(({ kind }) => kind === 'best')).toMatchObject({
      key: 'train.loss',
      best: null,
    });
  });
});
