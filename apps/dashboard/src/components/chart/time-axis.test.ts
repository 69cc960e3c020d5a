import { timeAxis } from './time-axis';

describe('the time of a series', () => {
  const row = (time: number | string, index: number) => ({ index, time, target: 0, output: 0 });

  it('is months if decimal years are a month apart', () => {
    const times = [1978.91666666667, 1979, 1979.08333333333];
    expect(timeAxis(times.map(row))).toEqual({ xAxis: 'month', x: [23_747, 23_748, 23_749] });
  });

  it.each([
    ['steps', [804, 805, 806], [804, 805, 806]],
    ['years', [1979, 1980], [1979, 1980]],
    ['quarters', [1979, 1979.25], [1979, 1979.25]],
    ['words', ['first', 'second'], [0, 1]],
    ['nothing', [], []],
  ])('is a number otherwise: %s', (_, times, x) => {
    expect(timeAxis(times.map(row))).toEqual({ xAxis: 'number', x });
  });
});
