const GRID = [0.1, 0.3, 0.5, 0.7, 0.9];
const FIRST_STEP = 0.1;
const LAST_STEP = 1e-7;

/**
 * The point of the unit cube where a function of three variables is smallest, always the same for
 * the same function: the best point of a grid, then a compass search from there (Kolda, Lewis and
 * Torczon 2003): a step along an axis while one is better, else half the step.
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
