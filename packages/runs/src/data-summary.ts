import { z } from 'zod';

const count = z.number().int().nonnegative();
const time = z.union([z.number(), z.string()]);

const textSplit = z.object({
  /** Number of texts by label. */
  classes: z.array(count),
  texts: count,
  /** Of all texts, unknown ones included. */
  tokens: count,
  /** Tokens outside the vocabulary. */
  unknown: count,
  /** Tokens of the vocabulary beyond `maxLength`, and the texts that have some. */
  cut: count,
  cutTexts: count,
  /** Number of texts by their tokens: `counts[i]` have i · width tokens or more, and fewer than (i + 1) · width. */
  lengths: z.object({
    width: z.number().int().positive(),
    counts: z.array(count),
    /** Texts beyond the last bin. */
    longer: count,
    longest: count,
  }),
  /** The most frequent ones, if they are known: a data set of ids doesn't name them. */
  unknownTokens: z.array(z.object({ token: z.string(), count })),
});

const textSummary = z.object({
  kind: z.literal('text'),
  /** Tokens that the model reads of a text, the last ones. */
  maxLength: z.number().int().positive(),
  /** `train` includes the validation texts if those are a part of it. */
  splits: z.object({ train: textSplit, validation: textSplit.optional(), test: textSplit.optional() }),
});

const seriesSummary = z.object({
  kind: z.literal('series'),
  column: z.string().optional(),
  unit: z.string().optional(),
  rows: count,
  /** All rows, or the lowest and the highest value of equally long parts. */
  points: z.object({ times: z.array(time), values: z.array(z.number()) }),
  /** Mean and population deviation by position in the season, from the first row on; null if there is no season. */
  season: z
    .object({
      length: z.number().int().positive(),
      mean: z.array(z.number()),
      deviation: z.array(z.number()),
    })
    .nullable(),
  /** By lag, from 0. */
  autocorrelation: z.array(z.number()),
});

/** data.json: what the data set of a run looks like, in some hundred numbers. */
export const dataSummary = z.discriminatedUnion('kind', [textSummary, seriesSummary]);
export type DataSummary = z.infer<typeof dataSummary>;
