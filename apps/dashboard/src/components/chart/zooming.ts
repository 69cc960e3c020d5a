import type { Zoom } from './series';

/** An x axis: what it shows without a zoom, and whether it is logarithmic. */
export interface WholeAxis {
  range: Zoom;
  isLog: boolean;
}

/** What an x axis shows without a zoom: `xRange`, else all points. */
export function wholeRange(xs: ArrayLike<number>, xRange: readonly [number, number] | undefined): Zoom {
  const [from, to] = xRange ?? [xs[0] ?? 0, xs[xs.length - 1] ?? 1];
  return from === to ? { from: from - 0.5, to: to + 0.5 } : { from, to };
}

/**
 * The range that is `factor` times as wide, in which the position `at` stays where it is on the screen.
 *
 * @returns null if that is all of the axis
 */
export function zoomAround(range: Zoom, at: number, factor: number, axis: WholeAxis): Zoom | null {
  return onScale(range, axis, ({ from, to }, place) => ({
    from: place(at) - (place(at) - from) * factor,
    to: place(at) + (to - place(at)) * factor,
  }));
}

/**
 * The range moved by a share of its width, to the right if positive, and never beyond the axis.
 *
 * @returns null if that is all of the axis
 */
export function moveBy(range: Zoom, share: number, axis: WholeAxis): Zoom | null {
  return onScale(range, axis, ({ from, to }) => {
    const distance = share * (to - from);
    return { from: from + distance, to: to + distance };
  });
}

/** Two fingers on a plot: their middle as a share of its width, and their distance in pixels. */
export interface Fingers {
  middle: number;
  distance: number;
}

/**
 * The range after two fingers moved: what was between them stays there.
 *
 * @param range when they were at `begun`
 * @returns null if that is all of the axis
 */
export function pinch(range: Zoom, begun: Fingers, now: Fingers, axis: WholeAxis): Zoom | null {
  // Fingers on the same pixel have no distance.
  const factor = Math.max(begun.distance, 1) / Math.max(now.distance, 1);
  return onScale(range, axis, ({ from, to }) => {
    const width = (to - from) * factor;
    const moved = from + begun.middle * (to - from) - now.middle * width;
    return { from: moved, to: moved + width };
  });
}

/** Whether the range has enough points to draw a line. */
export function hasLine({ from, to }: Zoom, xs: ArrayLike<number>): boolean {
  let inside = 0;
  for (let i = 0; i < xs.length && inside < 2; i++) if (xs[i] >= from && xs[i] <= to) inside++;
  return inside === 2;
}

/** Rounding of a range's ends, as a share of the axis: a range that is so nearly all of it is all of it. */
const NEARLY = 1e-6;

/** A change of a range by distance on the screen, kept inside the axis. */
function onScale(
  range: Zoom,
  { range: whole, isLog }: WholeAxis,
  change: (range: Zoom, place: (x: number) => number) => Zoom,
): Zoom | null {
  const place = (x: number) => (isLog ? Math.log(x) : x);
  const placed = ({ from, to }: Zoom) => ({ from: place(from), to: place(to) });
  const limits = placed(whole);
  const width = limits.to - limits.from;
  const changed = change(placed(range), place);
  const changedWidth = changed.to - changed.from;
  if (changedWidth >= width * (1 - NEARLY)) return null;
  const from = Math.min(Math.max(changed.from, limits.from), limits.to - changedWidth);
  const [left, right] = [from, from + changedWidth].map((x) => (isLog ? Math.exp(x) : x));
  return { from: left, to: right };
}
