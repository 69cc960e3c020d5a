import { loadDeaths } from '@rnn-lab/data';
import { seriesData } from './series-data';

const of = (values: readonly number[], season: number | null = null) =>
  seriesData({ times: values.map((_, row) => row), values, season });

it('describes the monthly deaths as R does', async () => {
  const { times, columns } = await loadDeaths();
  const data = seriesData({
    times,
    values: columns[0].values,
    season: 12,
    unit: 'deaths a month',
  });
  expect(data).toMatchObject({ kind: 'series', unit: 'deaths a month', rows: 72 });
  expect(data.points.times.slice(0, 2)).toEqual([1974, 1974.08333333333]);
  expect(data.points.values).toHaveLength(72);
  // acf(ldeaths) prints 0.755 0.397 0.019 … 0.723 for lags 1, 2, 3 and 12.
  const printed = [1, 2, 3, 12].map((lag) => data.autocorrelation[lag].toFixed(3));
  expect(printed).toEqual(['0.755', '0.397', '0.019', '0.723']);
  expect(data.autocorrelation).toHaveLength(41);
  expect(data.season?.mean).toHaveLength(12);
  expect(data.season?.mean[0]).toBeCloseTo(2959.3333, 3);
  expect(data.season?.deviation[0]).toBeCloseTo(124.3954, 3);
});

it('keeps the lowest and the highest value of 1,000 parts of a long series', () => {
  const values = Array.from({ length: 54_321 }, (_, row) => Math.sin(row / 300) + (row === 33_333 ? 50 : 0));
  const { rows, points, autocorrelation } = of(values, 1885);
  expect(rows).toBe(54_321);
  expect(points.values).toHaveLength(2000);
  expect(Math.max(...points.values)).toBe(values[33_333]);
  expect(points.times).toContain(33_333);
  expect(points.times).toEqual([...points.times].sort((a, b) => Number(a) - Number(b)));
  expect(autocorrelation).toHaveLength(501);
});

it('has no season without one, or if less than one of it or too long a one is there', () => {
  expect(of([1, 2, 3, 4]).season).toBeNull();
  expect(of([1, 2, 3, 4], 5).season).toBeNull();
  expect(of([1, 2, 3, 4], 2).season).toEqual({ length: 2, mean: [2, 3], deviation: [1, 1] });
  expect(of(new Array<number>(9000).fill(1), 3000).season).toBeNull();
});

it('has no autocorrelation of a constant series, and none beyond its rows', () => {
  expect(of([3, 3, 3]).autocorrelation).toEqual([]);
  expect(of([1, 2, 3]).autocorrelation).toEqual([1, 0, -0.5]);
});
