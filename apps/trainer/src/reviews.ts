import type { Review } from '@rnn-lab/data';
import type { NdArray } from '@rnn-lab/engine';
import type { Vocabulary } from '@rnn-lab/text';

export function documents(reviews: readonly Review[]): string[] {
  return reviews.map(({ document }) => document);
}

/** Targets, shape [reviews, 1]. */
export function labels(reviews: readonly Review[]): NdArray {
  return targets(reviews.map(({ label }) => label));
}

/** One target a row, shape [rows, 1]. */
export function targets(values: ArrayLike<number>): NdArray {
  return { data: Float32Array.from(values), shape: [values.length, 1] };
}

/** The words that a row of padded indices stands for, without the padding. */
export function wordsOf({ data, shape }: NdArray, row: number, { words }: Vocabulary): string[] {
  const indices = data.subarray(row * shape[1], (row + 1) * shape[1]);
  return Array.from(
    indices.filter((index) => index > 0),
    (index) => words[index - 1],
  );
}
