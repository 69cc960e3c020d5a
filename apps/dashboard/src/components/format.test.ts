import { formatDuration, formatParameter, formatProbability, formatShare, formatValue } from './format';

describe('formatValue', () => {
  it.each([
    [0.84577, '0.8458'],
    [0, '0'],
    [-0.05, '−0.0500'],
    [12.345, '12.35'],
    [144.558, '144.6'],
    [24601.7, '24602'],
    [0.00012345, '1.23e−4'],
    [-0.00012345, '−1.23e−4'],
    [NaN, 'NaN'],
    [null, 'NaN'],
  ])('writes %p as %p', (value, text) => expect(formatValue(value)).toBe(text));
});

it('writes no probability or share as 0 or 1 that is neither', () => {
  expect([0, 0.00004, 0.84577, 0.99996, 1, NaN].map(formatProbability)).toEqual([
    '0.0000',
    '<0.0001',
    '0.8458',
    '>0.9999',
    '1.0000',
    'NaN',
  ]);
  expect([0, 1, 12_345, 50_000].map((part) => formatShare(part, 50_000))).toEqual([
    '0.0%',
    '<0.1%',
    '24.7%',
    '100.0%',
  ]);
});

describe('formatDuration', () => {
  it.each([
    [0, '0.0s', '0.0초'],
    [0.03, '<0.1s', '<0.1초'],
    [3.27, '3.3s', '3.3초'],
    [48, '48s', '48초'],
    [59.6, '1m 00s', '1분 00초'],
    [187, '3m 07s', '3분 07초'],
    [3723, '1h 02m', '1시간 02분'],
    [100_000, '1d 03h', '1일 03시간'],
  ])('writes %p as %p, in Korean as %p', (seconds, en, ko) => {
    expect(formatDuration(seconds, 'en')).toBe(en);
    expect(formatDuration(seconds, 'ko')).toBe(ko);
  });

  it('has the resolution of the step', () => {
    expect(formatDuration(0.5, 'ko', 0.01)).toBe('0.50초');
    expect(formatDuration(59.999, 'en', 0.01)).toBe('1m 00s');
    expect(formatDuration(120, 'en', 60)).toBe('2m');
  });
});

describe('formatParameter', () => {
  it('writes values as typed, and null as a dash', () => {
    expect([0.001, -1, true, 'pre-trained', null].map(formatParameter)).toEqual([
      '0.001',
      '−1',
      'true',
      'pre-trained',
      '–',
    ]);
  });
});
