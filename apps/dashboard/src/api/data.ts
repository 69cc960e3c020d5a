import { dataSummary } from '@rnn-lab/runs/schema';
import { z } from 'zod';
import { count } from './shared';

/** GET /runs/{id}/data: data.json. */
export const dataPage = z
  .object({
    data: dataSummary.nullable().describe('null if the run is older than data.json, or has no data yet.'),
  })
  .meta({ id: 'DataPage' });
export type DataPage = z.infer<typeof dataPage>;

const bin = z.object({
  from: z.number(),
  to: z.number(),
  texts: count,
  correct: count.describe('Predicted right; of two classes, with the threshold 0.5.'),
});
export type Bin = z.infer<typeof bin>;

/** GET /runs/{id}/breakdown/{split}: where a classifier of texts is right. */
export const breakdown = z
  .object({
    byLength: z
      .array(bin)
      .describe('By the tokens of the text, `from` to `to`: up to eight bins with about as many texts each.'),
    byUnknown: z
      .array(bin)
      .describe('By the share of unknown tokens, above `from` up to `to`; the first bin has none.'),
  })
  .meta({ id: 'Breakdown', description: 'Empty for runs whose predictions don’t count tokens.' });
export type Breakdown = z.infer<typeof breakdown>;

const word = z.object({ word: z.string(), rank: count.describe('By frequency, from 1.') });

/** GET /runs/{id}/embedding: its most frequent words on a map. */
export const embeddingMap = z
  .object({
    words: z
      .array(word.extend({ x: z.number(), y: z.number() }))
      .describe('Projected on the two first principal components of their vectors.'),
    variance: z
      .tuple([z.number(), z.number()])
      .describe('The share of the variance that each component has.'),
    size: count.describe('Words with a vector.'),
    dimension: count,
  })
  .meta({ id: 'EmbeddingMap' });
export type EmbeddingMap = z.infer<typeof embeddingMap>;

/** Characters of a word that is looked up. */
export const LONGEST_WORD = 100;
export const neighborsQuery = z.object({ word: z.string().trim().min(1).max(LONGEST_WORD) });

/** GET /runs/{id}/embedding/neighbors. */
export const neighbors = z
  .object({
    word: word.nullable().describe('null if the vocabulary doesn’t have it.'),
    neighbors: z
      .array(word.extend({ similarity: z.number().describe('The cosine of the angle between the vectors.') }))
      .describe('The ten nearest words, the nearest first.'),
    suggestions: z
      .array(z.string())
      .describe('Words that contain it, the most frequent first, if the vocabulary doesn’t have it.'),
  })
  .meta({ id: 'Neighbors' });
export type Neighbors = z.infer<typeof neighbors>;
