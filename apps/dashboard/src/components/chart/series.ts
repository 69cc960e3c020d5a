import type { Color } from './palette';

/** A curve of a chart. */
export interface ChartSeries {
  /** Its identity from one render to the next. */
  key: string;
  label: string;
  /** A short legend label, if the page explains it next to the charts. */
  shortLabel?: string;
  color: Color;
  /** Not decreasing; equal values may follow each other. */
  x: readonly number[];
  /** null leaves a gap. */
  y: readonly (number | null)[];
  /** Places on `x` at which the value is not finite, ascending; each gets a marker. */
  notFinite?: readonly number[];
  /** A `line` shows its points if there is space for them; a `reference` never does. */
  style?: 'line' | 'points' | 'line-and-points' | 'bars' | 'reference';
  /** Written next to each of its points. */
  pointLabel?: string;
  /** Diameter of its points in CSS pixels; 5 by default. */
  pointSize?: number;
  /** Dash lengths in CSS pixels, like a canvas's. */
  dash?: number[];
  /** Drawn pale, as the background of another curve. */
  faint?: boolean;
  /** Whether the legend lists it; true by default. */
  inLegend?: boolean;
  /** A filled band around the curve, with a value at each point; or alone, where the curve has none. */
  band?: { low: readonly (number | null)[]; high: readonly (number | null)[] };
  /** Its moving average at each point; the curve itself is then drawn pale behind it. */
  smoothed?: readonly (number | null)[];
}

/** A vertical line, for example at a resume. */
export interface ChartMark {
  x: number;
  label: string;
}

/** The visible range of the x axis. */
export interface Zoom {
  from: number;
  to: number;
}
