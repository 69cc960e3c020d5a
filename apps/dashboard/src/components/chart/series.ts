import type { Color } from './palette';

/** A curve as a chart takes it. */
export interface ChartSeries {
  /** Its identity from one render to the next. */
  key: string;
  label: string;
  /** What stands before it in the legend in its place, where the page tells beside the charts what that means. */
  shortLabel?: string;
  color: Color;
  /** Not decreasing; equal values may follow each other. */
  x: readonly number[];
  /** null leaves a gap. */
  y: readonly (number | null)[];
  /** A line's points show where there is room for them; a `reference` is a line that has none. */
  style?: 'line' | 'points' | 'line-and-points' | 'bars' | 'reference';
  /** Diameter in CSS pixels, where its points are drawn; 5 unless told. */
  pointSize?: number;
  /** Lengths in CSS pixels, as of a canvas. */
  dash?: number[];
  /** Drawn pale, as what stands behind another curve. */
  faint?: boolean;
  /** Whether the legend has it; it does unless told. */
  inLegend?: boolean;
  /** Its average at each point, which is drawn with the curve itself palely behind it. */
  smoothed?: readonly (number | null)[];
}

/** A vertical line, for instance where a run was resumed. */
export interface ChartMark {
  x: number;
  label: string;
}

/** The part of the x axis that is shown. */
export interface Zoom {
  from: number;
  to: number;
}
