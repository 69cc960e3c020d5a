/** A cell: a value, null for a gap, undefined where the curve has no point at that x. */
type Cell = number | null | undefined;

/**
 * Brings curves of different x onto one ascending x, as uPlot wants them: `[x, ...ys]`. Points of one curve that share
 * an x keep a row each, so that none of them, and no spike, is lost.
 */
export function align(
  curves: readonly { x: readonly number[]; y: readonly (number | null)[] }[],
): [number[], ...Cell[][]] {
  const axes = [...new Set(curves.map(({ x }) => x))];
  if (axes.length === 1) return [axes[0] as number[], ...curves.map(({ y }) => y as Cell[])];

  const { xs, rowsOf } = mergeAxes(axes);
  const columns = curves.map(({ x, y }) => {
    const column: Cell[] = new Array(xs.length).fill(undefined);
    const rows = rowsOf[axes.indexOf(x)];
    for (let i = 0; i < rows.length; i++) column[rows[i]] = y[i];
    return column;
  });
  return [xs, ...columns];
}

/** The merged axis, and the row of each point of each axis. */
function mergeAxes(axes: readonly (readonly number[])[]): { xs: number[]; rowsOf: number[][] } {
  const xs: number[] = [];
  const rowsOf: number[][] = axes.map(() => []);
  for (;;) {
    let next = Infinity;
    axes.forEach((axis, a) => {
      const i = rowsOf[a].length;
      if (i < axis.length && axis[i] < next) next = axis[i];
    });
    if (next === Infinity) return { xs, rowsOf };
    axes.forEach((axis, a) => {
      if (axis[rowsOf[a].length] === next) rowsOf[a].push(xs.length);
    });
    xs.push(next);
  }
}

/** The row nearest to `row` where the column has a value; `row` itself where there is none. */
export function nearestRow(xs: ArrayLike<number>, column: ArrayLike<Cell>, row: number, x: number): number {
  let before = row;
  while (before >= 0 && column[before] == null) before--;
  let after = row;
  while (after < column.length && column[after] == null) after++;
  if (before < 0) return after < column.length ? after : row;
  if (after >= column.length) return before;
  return x - xs[before] <= xs[after] - x ? before : after;
}
