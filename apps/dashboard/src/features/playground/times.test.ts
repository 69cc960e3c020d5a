import { timesFrom } from './times';

const row = (time: number | string, index: number) => ({ index, time, target: 0, output: 0 });

it('continues a series beyond its end', () => {
  const months = timesFrom([1978.91666666667, 1979].map(row));
  expect([0, 1, 3].map((index) => months.label(index, 'en'))).toEqual(['Dec 1978', 'Jan 1979', 'Mar 1979']);
  expect(months.label(1, 'ko')).toBe('1979년 1월');
  expect(timesFrom([804, 805].map(row)).at(9)).toBe(813);
});
