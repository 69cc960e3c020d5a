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
    null,
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
  const written = comparisonSummary(compared(...sets), [], null, 'en');
  expect(written).toContain('| epochs=2 | 3 | 0.8000 ± 0.0100 |');
  expect(written).toMatch(
    /- epochs=3\n {2}- Test accuracy: \+0\.1000 ± 0\.02\d\d \(95%\) – \*\*more than the noise/,
  );
});

it('is in Korean too', () => {
  const written = comparisonSummary(compared({}, {}), [], null, 'ko');
  expect(written).toMatch(/^# 실행 비교\n/);
  expect(written).toContain('이 실행들은 하이퍼파라미터가 모두 같습니다.');
});

describe('what changed between two runs', () => {
  const [a, b] = compared({ seed: 0 }, { seed: 1 });
  const pair = { a, b, split: 'test', output: undefined } as const;

  it('counts the texts that only one of them gets right, and tests that', () => {
    const page = {
      kind: 'texts',
      classes: 2,
      cells: { bothRight: 900, onlyA: 20, onlyB: 60, bothWrong: 20 },
      mcnemar: { method: 'chi-square', p: 0.001 },
      total: 0,
      rows: [],
    } as const;
    const written = comparisonSummary([a, b], [], { ...pair, page: { ...page, rows: [] } }, 'en');
    expect(written).toContain('## What changed\n\n- Run A: 1. `run-0`\n- Run B: 2. `run-1`');
    expect(written).toContain(
      'B gets 40 more of the 1,000 texts right. **A difference this size is more than',
    );
    expect(written).toContain('p = 0.0010).');
    expect(written).toContain('| A right | 900 | 20 |\n| A wrong | 60 | 20 |');
  });

  it('says which is nearer to the target of a series', () => {
    const page = {
      kind: 'series',
      horizons: [1],
      nearer: { a: 5, b: 5 },
      signTest: { method: 'exact', p: 1 },
      meanError: { a: 1.5, b: 2 },
      total: 10,
      rows: [],
    } as const;
    const change = { ...pair, page: { ...page, horizons: [1], rows: [] } };
    expect(comparisonSummary([a, b], [], change, 'ko')).toContain(
      '예측 10개 가운데 A가 목표에 더 가까운 것은 5개, B는 5개입니다.\n\n- A의 평균 절대 오차: 1.5',
    );
  });
});
