import { timeAxis } from './time-axis';

describe('the time of a series', () => {
  const row = (time: number | string, index: number) => ({ index, time, target: 0, output: 0 });

  it('is months if decimal years are a month apart', () => {
    const times = [1978.91666666667, 1979, 1979.08333333333];
    expect(timeAxis(times.map(row))).toEqual({ xAxis: 'month', x: [23_747, 23_748, 23_749] });
  });

  it('is months if its times are', () => {
    expect(timeAxis(['2023-12', '2024-03'].map(row))).toEqual({ xAxis: 'month', x: [24_287, 24_290] });
  });

  it('is months if decimal years have two digits, and some are missing', () => {
    const times = [1979.08, 1979.17, 1979.42];
    expect(timeAxis(times.map(row))).toEqual({ xAxis: 'month', x: [23_749, 23_750, 23_753] });
  });

  it('is dates if its times are, on the clock of the data', () => {
    const x = [Date.UTC(2024, 1, 29, 23), Date.UTC(2024, 2, 1)];
    expect(timeAxis(['2024-02-29T23:00', '2024-03-01T00:00'].map(row))).toEqual({ xAxis: 'date', x });
    expect(timeAxis([row('2024-03-01', 0)])).toEqual({ xAxis: 'date', x: [x[1]] });
  });

  it.each([
    ['steps', [804, 805, 806], [804, 805, 806]],
    ['years', [1979, 1980], [1979, 1980]],
    ['quarters', [1979, 1979.25], [1979, 1979.25]],
    ['no dates', ['2024-13-45', '2024-01-01'], [0, 1]],
    ['words', ['first', 'second'], [0, 1]],
    ['nothing', [], []],
  ])('is a number otherwise: %s', (_, times, x) => {
    expect(timeAxis(times.map(row))).toEqual({ xAxis: 'number', x });
  });
});
