import { formatDuration, formatParameter, formatValue } from './format';

describe('formatValue', () => {
  it.each([
    [0.84577, '0.8458'],
    [0, '0'],
    [-0.05, '−0.0500'],
    [12.345, '12.35'],
    [144.558, '144.6'],
    [24601.7, '24602'],
    [0.00012345, '1.23e−4'],
    [NaN, 'NaN'],
    [null, 'NaN'],
  ])('gives %p as %p', (value, text) => expect(formatValue(value)).toBe(text));
});

describe('formatDuration', () => {
  it.each([
    [3.27, '3.3 s'],
    [48, '48 s'],
    [59.6, '1:00'],
    [187, '3:07'],
    [3723, '1:02:03'],
  ])('gives %p as %p', (seconds, text) => expect(formatDuration(seconds)).toBe(text));
});

describe('formatParameter', () => {
  it('keeps what is typed and marks what is not set', () => {
    expect([0.001, true, 'stem', null].map(formatParameter)).toEqual(['0.001', 'true', 'stem', '–']);
  });
});
