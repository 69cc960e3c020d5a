import fc from 'fast-check';
import { Summary } from './summary';
import type { MetricLine } from './lines';
import type { MetricInfos } from './metrics';
import type { Split } from './names';

function line(kind: MetricLine['kind'], step: number, loss: number, split: Split = 'train'): MetricLine {
  return { kind, step, epoch: 1, split, t: step, time: 0, loss };
}

function summaryOf(lines: MetricLine[], infos: MetricInfos = {}) {
  const summary = new Summary(infos);
  lines.forEach((each) => summary.add(each));
  return summary.toJSON();
}

it('takes the lowest loss and the highest accuracy as the best', () => {
  const lines = [0.6, 0.8, 0.7].map((value, i) => ({
    ...line('epoch', i + 1, value, 'validation'),
    accuracy: value,
  }));
  const summary = summaryOf(lines);
  expect(summary['validation.loss']).toMatchObject({ last: 0.7, best: 0.6, bestStep: 1 });
  expect(summary['validation.accuracy']).toMatchObject({ last: 0.7, best: 0.8, bestStep: 2 });
});

it('takes the direction of an unknown metric from the run, and without one has no best value', () => {
  const lines = [0.6, 0.8, 0.7].map((value, i) => ({ ...line('epoch', i + 1, value), 'pr/auc.5': value }));
  expect(summaryOf(lines, { 'pr/auc.5': { better: 'higher' } })['train.pr/auc.5']).toMatchObject({
    last: 0.7,
    best: 0.8,
    bestStep: 2,
  });
  expect(summaryOf(lines)['train.pr/auc.5']).toEqual({ last: 0.7, spark: [0.6, 0.8, 0.7] });
  expect(summaryOf(lines, { loss: { better: 'higher' } })['train.loss'].best).toBe(0.8);
});

it('takes last and best from the epochs once there is one', () => {
  const steps = [line('step', 1, 0.9), line('step', 2, 0.1)];
  expect(summaryOf(steps)['train.loss']).toMatchObject({ last: 0.1, best: 0.1, bestStep: 2 });
  const epochs = [...steps, line('epoch', 2, 0.5), line('step', 3, 0.05), line('step', 4, 0.6)];
  expect(summaryOf(epochs)['train.loss']).toEqual({
    last: 0.5,
    best: 0.5,
    bestStep: 2,
    spark: [0.9, 0.1, 0.05, 0.6],
  });
});

it('treats any number as better than NaN', () => {
  const summary = summaryOf([line('epoch', 1, NaN), line('epoch', 2, 5), line('epoch', 3, NaN)]);
  expect(summary['train.loss']).toMatchObject({ last: NaN, best: 5, bestStep: 2 });
  expect(summaryOf([line('epoch', 1, NaN)])['train.loss'].best).toBeNaN();
});

it('keeps a curve of any length in at most 64 values', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 1000 }),
      (values) => {
        const { spark } = summaryOf(values.map((value, i) => line('step', i + 1, value)))['train.loss'];
        const size = 2 ** Math.max(0, Math.ceil(Math.log2((values.length + 1) / 64)));
        expect(spark.length).toBe(Math.ceil(values.length / size));
        expect(spark.length).toBeLessThanOrEqual(64);
        spark.forEach((value, i) => {
          const bucket = values.slice(i * size, (i + 1) * size);
          expect(value).toBeCloseTo(bucket.reduce((sum, each) => sum + each, 0) / bucket.length, 2);
        });
      },
    ),
  );
});
