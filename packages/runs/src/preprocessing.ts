import { z } from 'zod';
import { renameUnits } from './renamed';

const SCHEMA_VERSION = 2;

const seriesEnd = z.object({
  /** The last window, in the series' own unit: by column, the oldest value first. */
  window: z.array(z.array(z.number())),
  /** The times that follow it, one for each value of a forecast. */
  times: z.array(z.union([z.number(), z.string()])),
});

/** preprocessing.json. With vocabulary.json, it turns a raw text or series into the model's input. */
const current = z.object({
  schemaVersion: z.number().default(SCHEMA_VERSION),
  /** The model's input. */
  kind: z.enum(['text', 'series']),
  /**
   * Of an ensemble: the models in model/members, the log-odds of whose predictions are the model's input. How they read a text
   * is in their own preprocessing.json.
   */
  members: z
    .array(z.string().regex(/^[a-z0-9-]+$/))
    .min(1)
    .readonly()
    .nullable()
    .default(null),
  /** How a raw text is cleaned and split into tokens: `korean`, `english`, `word`, `syllable`, `character-ngrams` or `word-ngrams`. */
  cleaning: z.string().nullable().default(null),
  /** Name of the morphological analyzer. */
  analyzer: z.string().nullable().default(null),
  /** The form of a token: the morpheme as in the text, or its lemma. */
  tokenForm: z.enum(['surface', 'lemma']).nullable().default(null),
  stopwords: z.array(z.string()).readonly().nullable().default(null),
  /** Keras's `num_words`: ranks 1 to numWords − 1 are kept. */
  numWords: z.number().nullable().default(null),
  /** Tokens of a text, or values of a window. Texts are padded and cut to this length, at the front. */
  maxLength: z.number().nullable().default(null),
  /** Added to every rank (Keras's `index_from`). */
  indexFrom: z.number().nullable().default(null),
  /** Id at the start of a sequence. */
  startIndex: z.number().nullable().default(null),
  /** Id of a word outside the vocabulary; null if such words are dropped. */
  oovIndex: z.number().nullable().default(null),
  /** `mean` and `deviation` of the forecast column; `mean.<column>` and `deviation.<column>` of further features. */
  scaling: z.record(z.string(), z.number()).nullable().default(null),
  /** Of a series, in the order of the model's input: the column that is forecast, then further features. */
  columns: z.array(z.string()).readonly().nullable().default(null),
  /** Larger values of the forecast column are clipped to this one before they are scaled. */
  clip: z.number().nullable().default(null),
  /** How often the series has a value, for example `monthly`. */
  frequency: z.string().nullable().default(null),
  /** The end of the series that the model was trained on, from which forecasts go on. */
  end: seriesEnd.nullable().default(null),
});

/** As a writer passes it: omitted fields become null. */
export type PreprocessingInput = z.input<typeof current>;

export function completePreprocessing(input: PreprocessingInput): Preprocessing {
  return current.parse(input);
}

/** As a reader gets it. Version 1 is converted: its `units: surface | stem` is `tokenForm` in version 2. */
export const preprocessing = z.preprocess(renameUnits, current);
export type Preprocessing = z.infer<typeof preprocessing>;

/** vocabulary.json: the words in the order of their ranks, from 1. */
export const vocabulary = z.array(z.string());
