import { z } from 'zod';
import { renameUnits } from './renamed';

const SCHEMA_VERSION = 2;

/** preprocessing.json: with vocabulary.json enough to go from a raw text or series to the model's input. */
const current = z.object({
  schemaVersion: z.number().default(SCHEMA_VERSION),
  /** What the model reads. */
  kind: z.enum(['text', 'series']),
  /** How a raw text is cleaned and split into tokens: `korean` or `english`. */
  cleaning: z.string().nullable().default(null),
  /** Name of the morphological analyzer. */
  analyzer: z.string().nullable().default(null),
  /** What becomes a token: morphemes as they are in the text, or lemmas. */
  tokenForm: z.enum(['surface', 'lemma']).nullable().default(null),
  stopwords: z.array(z.string()).readonly().nullable().default(null),
  /** Keras's `num_words`: ranks 1 to numWords − 1 are kept. */
  numWords: z.number().nullable().default(null),
  /** Tokens, or values of a window; input is padded or cut to this length, at the front. */
  maxLength: z.number().nullable().default(null),
  /** Added to every rank (Keras's `index_from`). */
  indexFrom: z.number().nullable().default(null),
  /** Id that begins a sequence. */
  startIndex: z.number().nullable().default(null),
  /** Id of a word outside the vocabulary; null if such words are dropped. */
  oovIndex: z.number().nullable().default(null),
  scaling: z.record(z.string(), z.number()).nullable().default(null),
});

/** What a writer passes: fields that do not apply are left out. */
export type PreprocessingInput = z.input<typeof current>;

/** With null for what was left out. */
export function completePreprocessing(input: PreprocessingInput): Preprocessing {
  return current.parse(input);
}

/** As readers see it. Version 1, whose `units: surface | stem` is now `tokenForm`, is converted. */
export const preprocessing = z.preprocess(renameUnits, current);
export type Preprocessing = z.infer<typeof preprocessing>;

/** vocabulary.json: the words in the order of their ranks, from 1. */
export const vocabulary = z.array(z.string());
