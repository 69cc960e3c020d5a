/** A cell: a value, null for a gap, undefined if the curve has no point at that x. */
type Cell = number | null | undefined;

/**
 * Merges curves with different x onto one ascending x, in uPlot's format `[x, ...ys]`. Several points of a curve at the same
 * x keep a row each, so that no spike is lost.
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

/** The row nearest to `x`, the first of equal ones; -1 if there are no rows. `xs` must be ascending. */
export function rowAt(xs: ArrayLike<number>, x: number): number {
  const after = firstRowFrom(xs, x);
  if (after === 0) return Math.min(0, xs.length - 1);
  const before = firstRowFrom(xs, xs[after - 1]);
  return after === xs.length || x - xs[before] <= xs[after] - x ? before : after;
}

/**
 * The nearest row that has a value in `column`, the first of equal ones; null outside of the column's values: a curve has none
 * before it begins and after it has ended.
 */
export function nearestRow(xs: ArrayLike<number>, column: ArrayLike<Cell>, x: number): number | null {
  const row = firstRowFrom(xs, x);
  let after = row;
  while (after < xs.length && column[after] == null) after++;
  if (xs[after] === x) return after;
  let before = row - 1;
  while (before >= 0 && column[before] == null) before--;
  if (before < 0 || after >= xs.length) return null;
  return x - xs[before] <= xs[after] - x ? before : after;
}

/** The first row not below `x` (bisection); the number of rows if all are below. */
function firstRowFrom(xs: ArrayLike<number>, x: number): number {
  let [low, high] = [0, xs.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (xs[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
