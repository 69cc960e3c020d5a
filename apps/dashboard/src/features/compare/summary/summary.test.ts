import { comparedRun } from '#testing/compared-run';
import { comparisonSummary } from './summary';
import type { Run } from '@rnn-lab/runs';
import type { Compared } from '../use-compared';

function compared(...runs: Partial<Run>[]): Compared[] {
  return runs.map((run, index) => ({
    id: `run-${index}`,
    index,
    predictions: [],
    run: comparedRun({
      title: { en: 'A | b', ko: '가' },
      status: 'finished',
      startedAt: '2026-01-02T03:04:05.000Z',
      ...run,
    }),
  }));
}

const accuracy = (value: number) => ({ test: { accuracy: value } });

it('has the runs, their metrics and differences, and the pictures, with no meaning in names', () => {
  const written = comparisonSummary(
    compared(
      { params: { epochs: 2 }, results: accuracy(0.8) },
      { params: { epochs: 3 }, results: accuracy(0.85) },
    ),
    [{ title: 'Train loss', file: 'curve-1.svg' }],
    'en',
  );
  expect(written).toContain('1. `run-0` · A \\| b · finished · 2026-01-02T03:04:05.000Z\n2. `run-1`');
  expect(written).toContain('| Run | Test accuracy, result |');
  expect(written).toContain('| 1 | 0.8000 |\n| 2 | 0.8500 |');
  expect(written).toContain('| 1 | 2 |\n| 2 | 3 |');
  expect(written).toContain('![Train loss](curve-1.svg)');
  expect(written).not.toContain('Seed sets');
});

it('has seed sets, and whether they differ by more than noise', () => {
  const sets = [
    [2, 0.8, 0.81, 0.79],
    [3, 0.9, 0.91, 0.89],
  ].flatMap(([epochs, ...values]) =>
    values.map((value, seed) => ({ seed, params: { epochs }, results: accuracy(value) })),
  );
  const written = comparisonSummary(compared(...sets), [], 'en');
  expect(written).toContain('| epochs=2 | 3 | 0.8000 ± 0.0100 |');
  expect(written).toMatch(
    /- epochs=3\n {2}- Test accuracy: \+0\.1000 ± 0\.02\d\d \(95%\) – \*\*more than the noise/,
  );
});

it('is in Korean too', () => {
  const written = comparisonSummary(compared({}, {}), [], 'ko');
  expect(written).toMatch(/^# 실행 비교\n/);
  expect(written).toContain('이 실행들은 하이퍼파라미터가 모두 같습니다.');
});
