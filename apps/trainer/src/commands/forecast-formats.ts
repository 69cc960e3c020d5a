import { stringify } from 'csv-stringify/sync';
import type { PredictionFormatName } from './prediction-formats';

/** A value that follows a series. */
export interface Forecast {
  time: number | string;
  /** In the series' own unit. */
  value: number;
}

/** The forecasts as they are printed. */
export const FORECAST_FORMATS: Record<PredictionFormatName, (forecasts: readonly Forecast[]) => string> = {
  lines: (forecasts) => forecasts.map(({ time, value }) => `${time}\t${value}\n`).join(''),
  csv: (forecasts) => stringify([...forecasts], { header: true, columns: ['time', 'value'] }),
  json: (forecasts) => forecasts.map((forecast) => `${JSON.stringify(forecast)}\n`).join(''),
};
