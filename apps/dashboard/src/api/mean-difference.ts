/** The results of several runs in one metric. */
export interface Sample {
  count: number;
  mean: number;
  /** Sample deviation (n − 1); null for one run. */
  deviation: number | null;
}

/** How a sample's mean differs from that of another. */
export interface MeanDifference {
  difference: number;
  /** Half of its 95% interval. */
  half: number;
  /** Whether the interval leaves out 0. */
  isMoreThanNoise: boolean;
}

/** By Welch's t interval; null if a sample has fewer than two runs. */
export function differenceOf(a: Sample, b: Sample): MeanDifference | null {
  if (a.deviation === null || b.deviation === null) return null;
  const [va, vb] = [a.deviation ** 2 / a.count, b.deviation ** 2 / b.count];
  const difference = b.mean - a.mean;
  const freedom = (va + vb) ** 2 / (va ** 2 / (a.count - 1) + vb ** 2 / (b.count - 1));
  const half = va + vb === 0 ? 0 : studentQuantile(freedom) * Math.sqrt(va + vb);
  return { difference, half, isMoreThanNoise: Math.abs(difference) > half };
}

/** Student's t for two-sided 95%, by degrees of freedom from 1. */
const STUDENT = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** Rounded down to whole degrees of freedom, which makes the interval rather too wide. */
export function studentQuantile(freedom: number): number {
  return STUDENT[Math.min(Math.floor(freedom), STUDENT.length) - 1] ?? STUDENT[0];
}
