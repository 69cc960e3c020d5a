import { UserError } from '@rnn-lab/errors';
import { lastValue, seasonalNaive } from './baselines';
import { forecastErrors } from './forecast-errors';
import { holtWinters } from './holt-winters';

const SERIES = [10, 20, 12, 24, 14, 26];

test('the last value, and that of the last season', () => {
  expect([...lastValue(SERIES, 3)]).toEqual([12, 24, 14]);
  expect([...seasonalNaive(SERIES, 3, 2)]).toEqual([20, 12, 24]);
});

test('errors', () => {
  expect(forecastErrors([1, 2, 3], [1, 5, -1])).toEqual({ mae: 7 / 3, rmse: Math.sqrt(25 / 3) });
});

describe('refuses', () => {
  test.each<[string, () => unknown, string]>([
    ['a start before the history', () => lastValue(SERIES, 0), 'from value 0 of 6 needs 1 values'],
    ['a start with half a season', () => seasonalNaive(SERIES, 3, 4), 'from value 3 of 6 needs 4 values'],
    ['a start before two seasons', () => holtWinters(SERIES, 5, 3), 'from value 5 of 6 needs 6 values'],
    ['a start at the end', () => lastValue(SERIES, 6), 'from value 6 of 6 needs 1 values before it and one'],
    [
      'forecasts of other values',
      () => forecastErrors([1, 2], [1]),
      "1 forecasts can't be compared with 2 values",
    ],
    ['errors of nothing', () => forecastErrors([], []), "0 forecasts can't be compared with 0 values"],
  ])('%s', (_, call, part) => {
    expect(call).toThrow(UserError);
    expect(call).toThrow(part);
  });
});
