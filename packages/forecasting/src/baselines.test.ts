import { UserError } from '@rnn-lab/errors';
import { lastValue, seasonalNaive } from './baselines';
import { forecastErrors } from './forecast-errors';
import { holtWinters } from './holt-winters';

const SERIES = [10, 20, 12, 24, 14, 26];

test('forecasts the last value, and the value of the last season', () => {
  expect([...lastValue(SERIES, 3)]).toEqual([12, 24, 14]);
  expect([...seasonalNaive(SERIES, 3, 2)]).toEqual([20, 12, 24]);
});

test('forecasts several values at a time from those that are known', () => {
  expect([...lastValue(SERIES, 3, 2)]).toEqual([12, 12, 24, 24]);
  expect([...seasonalNaive(SERIES, 3, 2, 3)]).toEqual([20, 12, 20]);
});

test('mean absolute error and root mean squared error', () => {
  expect(forecastErrors([1, 2, 3], [1, 5, -1])).toEqual({ mae: 7 / 3, rmse: Math.sqrt(25 / 3) });
});

describe('refuses', () => {
  test.each<[string, () => unknown, string]>([
    ['a start without history', () => lastValue(SERIES, 0), 'from value 0 of 6 needs 1 preceding values'],
    [
      'a start after less than a season',
      () => seasonalNaive(SERIES, 3, 4),
      'from value 3 of 6 needs 4 preceding values',
    ],
    [
      'a start after less than two seasons',
      () => holtWinters(SERIES, 5, 3),
      'from value 5 of 6 needs 6 preceding values',
    ],
    ['a start at the end', () => lastValue(SERIES, 6), 'from value 6 of 6 needs 1 preceding values and one'],
    [
      'a horizon beyond the end',
      () => lastValue(SERIES, 4, 3),
      'from value 4 of 6 needs 1 preceding values and 3 to forecast',
    ],
    [
      'another number of forecasts than values',
      () => forecastErrors([1, 2], [1]),
      "1 forecasts can't be compared with 2 values",
    ],
    ['no forecasts', () => forecastErrors([], []), "0 forecasts can't be compared with 0 values"],
  ])('%s', (_, call, part) => {
    expect(call).toThrow(UserError);
    expect(call).toThrow(part);
  });
});
