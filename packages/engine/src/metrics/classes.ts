import type { Numbers } from './metric';

/** The index of the highest of `width` numbers from `at` on; the first one of equals, like `np.argmax`. */
export function argMax(numbers: Numbers, at: number, width: number): number {
  let best = 0;
  for (let k = 1; k < width; k++) if (numbers[at + k] > numbers[at + best]) best = k;
  return best;
}
