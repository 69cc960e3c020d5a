import type uPlot from 'uplot';

/** Moves the cursor of a plot by key; whether the key was one for that. */
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
  // The middle: a cursor outside the plot's height would count as gone.
  plot.setCursor({ left: plot.valToPos(plot.data[0][target], 'x'), top: plot.over.clientHeight / 2 }, true);
  return true;
}

function visibleRows({ data: [xs], scales }: uPlot): [number, number] {
  const { min = -Infinity, max = Infinity } = scales.x;
  let [first, last] = [0, xs.length - 1];
  while (first < last && xs[first] < min) first++;
  while (last > first && xs[last] > max) last--;
  return [first, last];
}
