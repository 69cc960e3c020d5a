import { z } from 'zod';

/** preprocessing.json: with vocabulary.json enough to go from a raw text or series to the model's input. */
export const preprocessing = z.object({
  /** What the model reads. */
  kind: z.enum(['text', 'series']),
  /** Name of the rule that cleans a raw text. */
  cleaning: z.string().nullable().default(null),
  /** Name of the morphological analyzer. */
  analyzer: z.string().nullable().default(null),
  units: z.enum(['surface', 'stem']).nullable().default(null),
  stopwords: z.array(z.string()).nullable().default(null),
  /** Keras's `num_words`: ranks 1 to numWords − 1 are kept. */
  numWords: z.number().nullable().default(null),
  /** Tokens, or values of a window; shorter input is padded and longer cut, both at the front. */
  maxLength: z.number().nullable().default(null),
  /** Added to every rank (Keras's `index_from`). */
  indexFrom: z.number().nullable().default(null),
  /** Index that begins a sequence. */
  startIndex: z.number().nullable().default(null),
  /** Index of a word outside the vocabulary; null where such a word is dropped. */
  oovIndex: z.number().nullable().default(null),
  scaling: z.record(z.string(), z.number()).nullable().default(null),
});
export type Preprocessing = z.infer<typeof preprocessing>;

/** vocabulary.json: the words in the order of their ranks, from 1. */
export const vocabulary = z.array(z.string());
