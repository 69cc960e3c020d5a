import type { Zoom } from './series';

/** A range of one kind of x axis. */
export interface AxisZoom extends Zoom {
  xAxis: string;
}

/** Digits of a zoom's ends relative to its width: finer than a pixel of any screen. */
const DIGITS = 4;

/** `step,10,50`; null if it is no range. */
export function parseZoom(text: string): AxisZoom | null {
  const [, xAxis, from, to] = /^([a-z]+),([\d.e+-]+),([\d.e+-]+)$/.exec(text) ?? [];
  const zoom = { xAxis, from: Number(from), to: Number(to) };
  return Number.isFinite(zoom.from) && Number.isFinite(zoom.to) && zoom.from < zoom.to ? zoom : null;
}

/** What `parseZoom` reads: the ends to a ten-thousandth of the zoom's width. */
export function writeZoom({ xAxis, from, to }: AxisZoom): string {
  const decimals = Math.min(100, Math.max(0, DIGITS - Math.floor(Math.log10(to - from))));
  const written = (end: number) => String(Number(end.toFixed(decimals)));
  return [xAxis, written(from), written(to)].join(',');
}
