const GRID = [0.1, 0.3, 0.5, 0.7, 0.9];
const FIRST_STEP = 0.1;
const LAST_STEP = 1e-7;

/**
 * Minimizes a function of three variables over the unit cube, deterministically: a grid search, then a compass search
 * from its best point (Kolda, Lewis and Torczon 2003), which steps along an axis while that improves the value and halves
 * the step otherwise.
 */
export function minimizeInUnitCube(objective: (x: number, y: number, z: number) => number): number[] {
  const grid = GRID.flatMap((x) => GRID.flatMap((y) => GRID.map((z) => [x, y, z])));
  const valueAt = ([x, y, z]: number[]) => objective(x, y, z);
  let best = grid.reduce((a, b) => (valueAt(b) < valueAt(a) ? b : a));
  for (let step = FIRST_STEP; step > LAST_STEP;) {
    const better = neighbours(best, step).find((point) => valueAt(point) < valueAt(best));
    if (better) {
      best = better;
    } else {
      step /= 2;
    }
  }
  return best;
}

function neighbours(point: number[], step: number): number[][] {
  return point.flatMap((value, axis) => [
    point.with(axis, Math.max(0, value - step)),
    point.with(axis, Math.min(1, value + step)),
  ]);
}
