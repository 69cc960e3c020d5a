import { useMemo } from 'react';
import { cropOutliers } from './outliers';
import type { Cropped } from './outliers';
import type { Plotted } from './plotted';

interface Shown {
  drawn: Plotted;
  /** The visible range of the x axis; undefined: all of it. */
  visible: readonly [number, number] | undefined;
  /** Keys of the curves that are not drawn. */
  hidden: ReadonlySet<string>;
  log: boolean;
}

/** A chart's y scale without outliers; null if it has none, or if they aren't left out. */
export function useCropped(isAsked: boolean, { drawn, visible, hidden, log }: Shown): Cropped | null {
  const [from, to] = visible ?? [-Infinity, Infinity];
  return useMemo(
    () => (isAsked ? cropOutliers(drawn, { from, to }, hidden, log) : null),
    [isAsked, drawn, from, to, hidden, log],
  );
}
