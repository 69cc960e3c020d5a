import { ratio, sum } from '#api/class-scores';
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

/** Decimals that tell the thresholds of the histogram's bins apart. */
export const THRESHOLD_DIGITS = 3;

/**
 * The lower edge of a histogram's bin at which the score is highest; of equal ones the nearest to 0.5. null if the score is
 * undefined at all of them.
 */
export function bestThreshold(
  histogram: BinaryEvaluation['histogram'],
  score: 'accuracy' | 'f1',
): number | null {
  const bins = histogram.positive.length;
  const thresholds = Array.from({ length: bins + 1 }, (_, bin) => bin / bins);
  thresholds.sort((a, b) => Math.abs(a - 0.5) - Math.abs(b - 0.5));
  let best: { threshold: number; value: number } | null = null;
  for (const threshold of thresholds) {
    const value = scoresOf(confusionAt(histogram, threshold))[score];
    if (value !== null && (!best || value > best.value)) best = { threshold, value };
  }
  return best && best.threshold;
}

/** Merges neighboring bins. The number of `bins` must be a multiple of `into`. */
export function coarser(bins: readonly number[], into: number): number[] {
  const width = bins.length / into;
  return Array.from({ length: into }, (_, i) => sum(bins.slice(i * width, (i + 1) * width)));
}
