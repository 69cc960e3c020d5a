export { lastValue, seasonalNaive } from './baselines';
export { forecastErrors } from './forecast-errors';
export type { ForecastErrors } from './forecast-errors';
export { holtWinters } from './holt-winters';
export { seriesData } from './series-data';
export type { RawSeries, SeriesData } from './series-data';
export { clip, Standardization } from './standardization';
export { featureWindows, repeatLast, windows } from './windows';
export type { Windows } from './windows';
