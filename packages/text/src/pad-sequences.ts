import { UserError } from '@rnn-lab/errors';
import type { NdArray } from '@rnn-lab/errors';

/** Ids of the tokens of texts, one text a row: shape [texts, maxLength]. Id 0 is padding. */
export type PaddedSequences = NdArray<Int32Array> & { shape: readonly [number, number] };

/** Encoded texts, and how much of them the model reads. */
export type EncodedTexts = PaddedSequences & { coverage: Coverage };

/** Numbers of tokens, over all texts and by text. */
export interface Coverage {
  tokens: number;
  /** Outside the vocabulary. */
  unknown: number;
  /** In the vocabulary, but beyond the length of a row. */
  cut: number;
  /** Texts with such tokens. */
  cutTexts: number;
  /** By text, unknown tokens included. */
  lengths: Uint32Array;
  /** By text. */
  unknowns: Uint32Array;
  /** The most frequent ones; empty if the texts were given as ids. */
  unknownTokens: readonly TokenCount[];
}

export interface TokenCount {
  token: string;
  count: number;
}

/**
 * Keras's `pad_sequences(sequences, maxlen)`: each sequence becomes a row; shorter ones are padded with zeros in front,
 * longer ones lose their beginning.
 *
 * @returns shape [sequences, maxLength]
 * @throws UserError `max-length` unless maxLength is an integer from 1 up
 */
export function padSequences(
  sequences: readonly (readonly number[] | Int32Array)[],
  maxLength: number,
): PaddedSequences {
  const rows = emptyRows(sequences.length, maxLength);
  sequences.forEach((sequence, row) => {
    const kept = sequence.slice(-maxLength);
    rows.data.set(kept, (row + 1) * maxLength - kept.length);
  });
  return rows;
}

/**
 * Rows of padding alone.
 *
 * @throws UserError `max-length` unless maxLength is an integer from 1 up
 */
export function emptyRows(count: number, maxLength: number): PaddedSequences {
  if (!Number.isInteger(maxLength) || maxLength < 1) {
    throw new UserError('max-length', `maxLength must be an integer from 1 up, not ${maxLength}.`, {
      maxLength,
    });
  }
  return { data: new Int32Array(count * maxLength), shape: [count, maxLength] };
}
