import { numberParser } from './numbers';
import { parseTimes } from './times';

const parse = (...texts: string[]) => parseTimes(texts, numberParser({ decimal: 'point', thousands: null }));

test.each<[string[], string, (string | number)[]]>([
  [['2024-01', '2024-02'], 'month', ['2024-01', '2024-02']],
  [['202312', '202401'], 'month', ['2023-12', '2024-01']],
  [['2024/1', '2024/12'], 'month', ['2024-01', '2024-12']],
  [['2024.09', '2024.10'], 'month', ['2024-09', '2024-10']],
  [['2024년 1월', '2024년 2월'], 'month', ['2024-01', '2024-02']],
  [['2024Q1', '2024-q4'], 'month', ['2024-01', '2024-10']],
  [['2024-02-29', '2024-03-01'], 'day', ['2024-02-29', '2024-03-01']],
  [['2024/1/5', '2024/12/31'], 'day', ['2024-01-05', '2024-12-31']],
  [['20240105'], 'day', ['2024-01-05']],
  [['2024. 1. 5.', '2024. 1. 6.'], 'day', ['2024-01-05', '2024-01-06']],
  [['2024년 1월 5일'], 'day', ['2024-01-05']],
  [['2024-01-05 03:00', '2024/01/05T3:30:15.5'], 'clock', ['2024-01-05T03:00', '2024-01-05T03:30:15.500']],
  [
    ['2024-03-31T01:00+01:00', '2024-03-31T03:00:00+02:00', '2024-03-31T02:00Z'],
    'clock',
    ['2024-03-31T01:00', '2024-03-31T02:00', '2024-03-31T03:00'],
  ],
  [['1974', '1974.0833'], 'number', [1974, 1974.0833]],
  [['1974.08', '1974.17'], 'number', [1974.08, 1974.17]],
  [['100001', '100002'], 'number', [100001, 100002]],
])('%j are times by %s', (texts, unit, labels) => {
  expect(parse(...texts)).toMatchObject({ unit, labels });
});

test.each<[string[], number, string]>([
  [
    ['2024-01', '2024-13'],
    1,
    'the time is "2024-13" instead of a time like 2024-01, as the preceding ones are',
  ],
  [['202411', '202412', '202413'], 2, 'a time like 202401'],
  [['2024-02-28', '2024-02-30'], 1, 'a time like 2024-01-05'],
  [['2024-01-05', '2024-01-05 03:00'], 1, 'a time like 2024-01-05'],
  [['2024-01-05 23:59', '2024-01-05 24:00'], 1, 'a time like 2024-01-05 03:00'],
  [['1/5/2024'], 0, 'instead of a time such as 2024-01, 202401'],
  [['24-01-05'], 0, 'instead of a time such as'],
  [['1974', ''], 1, 'the time is "" instead of a time like 1974.5'],
  [['0x7b6'], 0, 'instead of a time such as'],
])('refuses %j', (texts, index, message) => {
  expect(() => parse(...texts)).toThrow(message);
  expect(() => parse(...texts)).toThrow(
    expect.objectContaining({ code: 'not-a-time', values: expect.objectContaining({ index }) }),
  );
});
