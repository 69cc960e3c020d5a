import { DURATION_STEPS, formatNumber, formatX, tickLabels } from './ticks';

describe('ticks', () => {
  it('write durations like a clock', () => {
    expect(tickLabels('relative', [0, 0.5, 1], 0.5, 'en')).toEqual(['0.0s', '0.5s', '1.0s']);
    expect(tickLabels('relative', [0, 30, 60, 90], 30, 'en')).toEqual(['0s', '30s', '1m 00s', '1m 30s']);
    expect(tickLabels('relative', [3600, 7200], 3600, 'en')).toEqual(['1h 00m', '2h 00m']);
    expect(tickLabels('relative', [90], 30, 'ko')).toEqual(['1분 30초']);
    expect(DURATION_STEPS).toEqual([...DURATION_STEPS].sort((a, b) => a - b));
  });

  it('show the time of day below a day, else the date in the page’s language', () => {
    const noon = new Date(2026, 10, 24, 12, 5, 9).getTime();
    expect(tickLabels('time', [noon], 1000, 'en')).toEqual(['12:05:09']);
    expect(tickLabels('time', [noon + 50], 50, 'en')).toEqual(['12:05:09.050']);
    expect(tickLabels('time', [noon], 86_400_000, 'ko')).toEqual(['11월 24일']);
  });

  it('write numbers without superfluous digits', () => {
    expect([0, 0.33671, 1234.5678, 12_345.6, 2e8, 0.00001234, -0.5].map(formatNumber)).toEqual([
      '0',
      '0.33671',
      '1,234.6',
      '12,346',
      '2e8',
      '1.23e−5',
      '−0.5',
    ]);
    expect(formatX('step', 100_000, 'en')).toBe('100,000');
  });

  it('name months', () => {
    const january = 1979 * 12;
    expect(tickLabels('month', [january, january + 1], 1, 'en')).toEqual(['Jan 1979', 'Feb 1979']);
    expect(formatX('month', january + 11, 'ko')).toBe('1979년 12월');
  });

  it('show dates of the data as they are, whatever the time zone', () => {
    const night = Date.UTC(2024, 0, 5, 3);
    expect(tickLabels('date', [night], 3_600_000, 'en')).toEqual(['Jan 5, 03:00']);
    expect(tickLabels('date', [night], 86_400_000, 'ko')).toEqual(['1월 5일']);
    expect(tickLabels('date', [night], 30 * 86_400_000, 'en')).toEqual(['Jan 2024']);
    expect(tickLabels('date', [night], 365 * 86_400_000, 'en')).toEqual(['2024']);
    expect(formatX('date', night, 'en')).toBe('Jan 5, 2024, 03:00');
    expect(formatX('date', Date.UTC(2024, 0, 5), 'ko')).toBe('2024년 1월 5일');
  });

  it('don’t group the digits of a quantity, which may be years', () => {
    expect(tickLabels('number', [1977.5, -2], 2.5, 'en')).toEqual(['1977.5', '−2']);
    expect(formatX('number', 1977.5, 'en')).toBe('1977.5');
  });
});
