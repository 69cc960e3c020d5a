import { padSequences } from '@rnn-lab/data';
import { setImmediate as turn } from 'node:timers/promises';
import type { Review, Vocabulary } from '@rnn-lab/data';
import type { NdArray } from '@rnn-lab/engine';

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

/** Texts of some hundredths of a second. */
const SLICE = 10_000;

/**
 * The words' indices, padded: shape [texts, maxLength]. Slice by slice, so that a large corpus does not keep the process
 * from answering signals.
 */
export async function paddedSequences(
  texts: readonly (readonly string[])[],
  vocabulary: Vocabulary,
  maxLength: number,
): Promise<NdArray> {
  const data = new Int32Array(texts.length * maxLength);
  for (let row = 0; row < texts.length; row += SLICE) {
    await turn();
    const sequences = vocabulary.textsToSequences(texts.slice(row, row + SLICE));
    data.set(padSequences(sequences, maxLength).data, row * maxLength);
  }
  return { data, shape: [texts.length, maxLength] };
}

/** The words that a row of padded indices stands for, without the padding. */
export function wordsOf({ data, shape }: NdArray, row: number, { words }: Vocabulary): string[] {
  const indices = data.subarray(row * shape[1], (row + 1) * shape[1]);
  return Array.from(
    indices.filter((index) => index > 0),
    (index) => words[index - 1],
  );
}
