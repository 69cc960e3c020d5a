import { comparedRun } from '#testing/compared-run';
import { verdictOf } from './verdict';
import type { Run } from '@rnn-lab/runs';

/** A run with an accuracy on 1,000 rows, beside baselines with others. */
function runOf(accuracy: number, ...baselines: number[]): Run {
  const names = ['majority', 'linear model'];
  return comparedRun({
    dataset: { name: 'nsmc', rows: { train: 1, test: 1000 }, files: [] },
    results: { test: { accuracy } },
    baselines: Object.fromEntries(
      baselines.map((value, i) => [names[i], { test: { accuracy: value } }] as const),
    ),
  });
}

const verdict = (run: Run, language: 'en' | 'ko' = 'en') =>
  verdictOf('run', run, 'test.accuracy', undefined, language);

it('says by how much the best baseline is beaten, and whether the test set can tell that', () => {
  expect(verdict(runOf(0.8, 0.5, 0.7))).toBe(
    'It beats every simple baseline, the best of them (a linear model of n-grams) by 0.1000 ± 0.0377, more than noise.',
  );
  expect(verdict(runOf(0.8, 0.79))).toMatch(
    /\(the most frequent class\) by 0\.0100 ± 0\.0354, within noise\.$/,
  );
  expect(verdict(runOf(0.8, 0.8))).toBe('It equals the best simple baseline (the most frequent class).');
});

it('says by how much the best baseline is better', () => {
  expect(verdict(runOf(0.6, 0.61, 0.8))).toMatch(
    /^It loses to a linear model of n-grams and the most frequent class, to the best of them by 0\.2000 ± /,
  );
  expect(verdict(runOf(0.6, 0.8), 'ko')).toMatch(
    /^가장 많은 클래스 예측보다 0\.2000 ± [\d.]+만큼 못합니다\(잡음보다 큼\)\.$/,
  );
});

it('knows no interval of an error', () => {
  const run = comparedRun({
    results: { test: { rmse: 100 } },
    baselines: { 'last value': { test: { rmse: 127.5 } } },
  });
  expect(verdictOf('run', run, 'test.rmse', undefined, 'en')).toBe(
    'It beats every simple baseline, the best of them (last value) by 27.50.',
  );
});
