import { mean, standardDeviation } from 'simple-statistics';
import { autocorrelation } from './autocorrelation';

/** Points of a series that are kept. */
const POINTS = 2000;
/** Longest season that is described. */
const LONGEST_SEASON = 2000;
/** Lags without a season, and at most. */
const FEWEST_LAGS = 40;
const MOST_LAGS = 500;

/** A series as it was read, neither clipped nor scaled. */
export interface RawSeries {
  times: readonly (number | string)[];
  values: ArrayLike<number>;
  /** Rows of a season; null if it has none. */
  season: number | null;
  column?: string;
  unit?: string;
}

/** The content of data.json for a forecaster. */
export interface SeriesData {
  kind: 'series';
  column?: string;
  unit?: string;
  rows: number;
  points: { times: (number | string)[]; values: number[] };
  season: { length: number; mean: number[]; deviation: number[] } | null;
  autocorrelation: number[];
}

/** Summarizes a series: its course, its season, and how alike it is to itself some rows later. */
export function seriesData({ times, values: given, season, ...names }: RawSeries): SeriesData {
  const values = Array.from(given);
  const lags = Math.min(MOST_LAGS, Math.max(FEWEST_LAGS, Math.ceil(2.5 * (season ?? 0))));
  const kept = keptRows(values);
  return {
    kind: 'series',
    ...names,
    rows: values.length,
    points: { times: kept.map((row) => times[row]), values: kept.map((row) => values[row]) },
    season: season !== null && season <= LONGEST_SEASON ? seasonOf(values, season) : null,
    autocorrelation: autocorrelation(values, Math.min(lags, values.length - 1)),
  };
}

/** All rows, or of equally long parts those with the lowest and the highest value, in the order of time. */
function keptRows(values: readonly number[]): number[] {
  if (values.length <= POINTS) return values.map((_, row) => row);
  const parts = POINTS / 2;
  return Array.from({ length: parts }, (_, part) => {
    const first = Math.floor((part * values.length) / parts);
    const end = Math.floor(((part + 1) * values.length) / parts);
    let lowest = first;
    let highest = first;
    for (let row = first; row < end; row++) {
      if (values[row] < values[lowest]) lowest = row;
      if (values[row] > values[highest]) highest = row;
    }
    return [Math.min(lowest, highest), Math.max(lowest, highest)];
  }).flat();
}

/** null unless a whole season is there. */
function seasonOf(values: readonly number[], length: number): SeriesData['season'] {
  if (values.length < length) return null;
  const positions = Array.from({ length }, (): number[] => []);
  values.forEach((value, row) => positions[row % length].push(value));
  return { length, mean: positions.map(mean), deviation: positions.map(standardDeviation) };
}
