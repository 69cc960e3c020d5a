import type { Prediction } from './lines';

/** How far the sum of a row's probabilities may be from 1: rounding in float16 stays well below it. */
const TOLERANCE = 1e-3;

/** What the rows of a predictions file have in common: all are of a series, or all have the same number of classes. */
export class PredictionFormat {
  #classes: number | undefined;

  /** @param classes run.json's `classes`; if there are none, the first row sets the format */
  constructor(classes: readonly string[] = []) {
    this.#classes = classes.length || undefined;
  }

  /** Whether the row has the file's format, a label that exists, and probabilities that are finite and sum to 1. */
  accepts(row: Prediction): boolean {
    this.#classes ??= classCount(row);
    if (classCount(row) !== this.#classes) return false;
    if ('target' in row) return true;
    return (
      Number.isInteger(row.label) &&
      row.label >= 0 &&
      row.label < this.#classes &&
      ('probability' in row || isDistribution(row.probabilities))
    );
  }
}

/** 0 for a series. */
function classCount(row: Prediction): number {
  if ('target' in row) return 0;
  return 'probability' in row ? 2 : row.probabilities.length;
}

function isDistribution(probabilities: readonly number[]): boolean {
  const sum = probabilities.reduce((total, probability) => total + probability, 0);
  return (
    probabilities.length > 2 &&
    probabilities.every((probability) => probability >= 0) &&
    Math.abs(sum - 1) <= TOLERANCE
  );
}
