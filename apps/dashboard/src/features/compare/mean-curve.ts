import { mean, sampleStandardDeviation } from 'simple-statistics';

interface Points {
  /** Not decreasing. */
  x: readonly number[];
  y: readonly (number | null)[];
}

/** Places at which a mean is drawn, if the curves don't share theirs. */
const PLACES = 400;

/**
 * The mean of several curves, and a band of one sample deviation (n − 1) around it, where all of them have values. Between
 * its points a curve is a line.
 */
export function meanCurve(curves: readonly Points[]) {
  const lines = curves.map(finitePoints);
  const first = Math.max(...lines.map(({ x }) => x[0] ?? Infinity));
  const last = Math.min(...lines.map(({ x }) => x.at(-1) ?? -Infinity));
  const all = [...new Set(lines.flatMap(({ x }) => x))].filter((place) => place >= first && place <= last);
  all.sort((a, b) => a - b);
  const x = thinned(all);
  const columns = lines.map((line) => valuesAt(line, x));
  const y = x.map((_, i) => mean(columns.map((column) => column[i])));
  const deviations = x.map((_, i) => sampleStandardDeviation(columns.map((column) => column[i])));
  return {
    x,
    y,
    band: {
      low: y.map((value, i) => value - deviations[i]),
      high: y.map((value, i) => value + deviations[i]),
    },
  };
}

function finitePoints({ x, y }: Points): { x: number[]; y: number[] } {
  const kept = x.flatMap((place, i) => (y[i] === null ? [] : [[place, y[i]] as const]));
  return { x: kept.map(([place]) => place), y: kept.map(([, value]) => value) };
}

/** Evenly, with both ends. */
function thinned(places: readonly number[]): number[] {
  if (places.length <= PLACES) return [...places];
  return Array.from(
    { length: PLACES },
    (_, i) => places[Math.round((i * (places.length - 1)) / (PLACES - 1))],
  );
}

/** The line's values at ascending places between its ends. */
function valuesAt(
  { x, y }: { x: readonly number[]; y: readonly number[] },
  places: readonly number[],
): number[] {
  let i = 0;
  return places.map((place) => {
    while (i + 1 < x.length && x[i + 1] <= place) i++;
    const next = i + 1;
    if (x[i] === place || next === x.length) return y[i];
    const part = (place - x[i]) / (x[next] - x[i]);
    return y[i] + part * (y[next] - y[i]);
  });
}
