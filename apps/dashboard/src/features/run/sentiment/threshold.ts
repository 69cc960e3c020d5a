import type { BinaryEvaluation } from '#api/predictions';

/** Counts of a binary classifier: positive is label 1. */
export interface Confusion {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  trueNegatives: number;
}

/** The confusion matrix at a threshold (positive if the probability is at least that), exact to one histogram bin. */
export function confusionAt(
  { negative, positive }: BinaryEvaluation['histogram'],
  threshold: number,
): Confusion {
  const firstBin = Math.round(threshold * positive.length);
  return {
    truePositives: sum(positive.slice(firstBin)),
    falsePositives: sum(negative.slice(firstBin)),
    falseNegatives: sum(positive.slice(0, firstBin)),
    trueNegatives: sum(negative.slice(0, firstBin)),
  };
}

export interface Scores {
  accuracy: number | null;
  precision: number | null;
  recall: number | null;
  f1: number | null;
  falsePositiveRate: number | null;
}

/** A score is null if its denominator is 0, like the precision if nothing is predicted positive. */
export function scoresOf(confusion: Confusion): Scores {
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = confusion;
  const all = truePositives + falsePositives + falseNegatives + trueNegatives;
  return {
    accuracy: ratio(truePositives + trueNegatives, all),
    precision: ratio(truePositives, truePositives + falsePositives),
    recall: ratio(truePositives, truePositives + falseNegatives),
    f1: ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
    falsePositiveRate: ratio(falsePositives, falsePositives + trueNegatives),
  };
}

/** Merges neighboring bins. The number of `bins` must be a multiple of `into`. */
export function coarser(bins: readonly number[], into: number): number[] {
  const width = bins.length / into;
  return Array.from({ length: into }, (_, i) => sum(bins.slice(i * width, (i + 1) * width)));
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
