const LARGEST_SEED = 2 ** 32 - 1;

/** @throws RangeError unless the seed is an integer in 0 … 2³²−1, as NumPy's RandomState requires */
export function checkSeed(seed: number): void {
  if (!Number.isInteger(seed) || seed < 0 || seed > LARGEST_SEED) {
    throw new RangeError(`A seed must be an integer between 0 and ${LARGEST_SEED}, not ${seed}.`);
  }
}
