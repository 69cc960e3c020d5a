import { withPlace } from './text-place';
import type { Review } from '@rnn-lab/data';
import type { NdArray } from '@rnn-lab/engine';

export function documents(reviews: readonly Review[]): string[] {
  return reviews.map(({ document }) => document);
}

/** Rethrows an error; if it is about one of the documents, with the file and line of that review. */
export function withLineOf(reviews: readonly { file: string; line: number }[]): (error: unknown) => never {
  return (error) => {
    throw withPlace(error, (index) => `${reviews[index].file}, line ${reviews[index].line}`);
  };
}

/** Targets, shape [reviews, 1]. */
export function labels(reviews: readonly Review[]): NdArray {
  return targets(reviews.map(({ label }) => label));
}

/** One target per row, shape [rows, 1]. */
export function targets(values: ArrayLike<number>): NdArray {
  return { data: Float32Array.from(values), shape: [values.length, 1] };
}
