import { UserError } from '@rnn-lab/errors';
import type { NdArray } from '@rnn-lab/errors';

/** Shape [sequences, maxLength]. */
export type PaddedSequences = NdArray<Int32Array> & { shape: readonly [number, number] };

/**
 * Keras's `pad_sequences(sequences, maxlen)`: every sequence as one row of that length, shorter ones
 * with zeros in front, longer ones without their beginning.
 *
 * @throws UserError unless maxLength is an integer from 1 up
 */
export function padSequences(
  sequences: readonly (readonly number[] | Int32Array)[],
  maxLength: number,
): PaddedSequences {
  if (!Number.isInteger(maxLength) || maxLength < 1) {
    throw new UserError('max-length', `maxLength must be an integer from 1 up, not ${maxLength}.`, {
      maxLength,
    });
  }
  const data = new Int32Array(sequences.length * maxLength);
  sequences.forEach((sequence, row) => {
    const kept = sequence.slice(-maxLength);
    data.set(kept, (row + 1) * maxLength - kept.length);
  });
  return { data, shape: [sequences.length, maxLength] };
}
