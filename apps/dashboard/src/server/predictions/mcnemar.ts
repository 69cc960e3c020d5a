import type { NoiseTest } from '#api/comparison';

/** Discordant pairs below which the chi-square distribution is too coarse (the usual rule of 25). */
const EXACT_BELOW = 25;

/**
 * McNemar's test of two classifiers on the same rows: whether those that only one of them gets right are split more
 * unevenly than by chance. Exact (two-sided binomial) for few such rows, else by the continuity-corrected chi-square
 * statistic (Edwards 1948).
 *
 * @param onlyA rows that only the first gets right
 * @param onlyB rows that only the second gets right
 */
export function mcnemar(onlyA: number, onlyB: number): NoiseTest {
  const discordant = onlyA + onlyB;
  if (discordant < EXACT_BELOW) {
    return { method: 'exact', p: Math.min(1, 2 * binomialTail(Math.min(onlyA, onlyB), discordant)) };
  }
  const statistic = (Math.abs(onlyA - onlyB) - 1) ** 2 / discordant;
  return { method: 'chi-square', p: erfc(Math.sqrt(statistic / 2)) };
}

/** The probability of at most `most` heads in so many tosses of a fair coin. */
function binomialTail(most: number, tosses: number): number {
  let ways = 1;
  let sum = 1;
  for (let k = 1; k <= most; k++) {
    ways *= (tosses - k + 1) / k;
    sum += ways;
  }
  return sum / 2 ** tosses;
}

/**
 * The complementary error function of x ≥ 0, whose small values `1 − erf(x)` would round to 0. Chebyshev fit of Numerical
 * Recipes (§6.2, `erfcc`): the relative error is below 1.2e-7.
 */
function erfc(x: number): number {
  const t = 1 / (1 + x / 2);
  const polynomial = COEFFICIENTS.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  return t * Math.exp(-x * x + polynomial);
}

const COEFFICIENTS = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
];
