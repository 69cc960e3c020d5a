import type uPlot from 'uplot';

/** Moves the cursor of a plot by key; returns whether the key was handled. */
export function moveCursor(plot: uPlot, key: string, fast: boolean): boolean {
  const [first, last] = visibleRows(plot);
  const stride = fast ? Math.max(1, Math.round((last - first) / 20)) : 1;
  const row = plot.cursor.idx;
  const targets: Record<string, number> = {
    ArrowRight: row == null ? first : row + stride,
    ArrowLeft: row == null ? last : row - stride,
    Home: first,
    End: last,
  };
  if (!(key in targets)) return false;
  const target = Math.min(last, Math.max(first, targets[key]));
  moveCursorTo(plot, plot.data[0][target]);
  return true;
}

/** Moves the cursor of a plot to a position on its x axis; null removes it. */
export function moveCursorTo(plot: uPlot, x: number | null): void {
  // In the middle: uPlot hides a cursor outside the plot's height, and has none at a negative position.
  const [left, top] = x === null ? [-10, -10] : [plot.valToPos(x, 'x'), plot.over.clientHeight / 2];
  plot.setCursor({ left, top }, true);
}

function visibleRows({ data: [xs], scales }: uPlot): [number, number] {
  const { min = -Infinity, max = Infinity } = scales.x;
  let [first, last] = [0, xs.length - 1];
  while (first < last && xs[first] < min) first++;
  while (last > first && xs[last] > max) last--;
  return [first, last];
}
