import { seriesPrediction } from '@rnn-lab/runs/schema';
import { z } from 'zod';
import { details } from './errors';
import { MOST_COMPARED } from './limits';
import { COMPARISON_SHOWS } from './names';
import { outputQuery } from './predictions';
import { nameList } from './runs';
import { count, countParameter, finiteOrNull } from './shared';

/** GET /comparison/summary: these runs side by side, on one page. */
export const comparedQuery = z.object({ runs: nameList.pipe(z.array(z.string()).min(1).max(MOST_COMPARED)) });

/** GET /runs/{id}/comparison/{other}/{split}: what changed from run A to run B. */
export const comparisonQuery = outputQuery.extend({
  /** Texts only: words that a text must contain. */
  q: z.string().default(''),
  /** Texts only: `flipped` are those that one of the runs gets right. */
  show: z.enum(COMPARISON_SHOWS).default('flipped'),
  /** Series only: the forecasts that many steps ahead. */
  horizon: countParameter.optional(),
  offset: countParameter.default(0),
  limit: countParameter.max(10_000).default(100),
});
export type ComparisonQuery = z.infer<typeof comparisonQuery>;

const noiseTest = z.object({
  method: z
    .enum(['exact', 'chi-square'])
    .describe(
      'Exact binomial below 25 rows that tell the runs apart, else chi-square with continuity correction.',
    ),
  p: z.number(),
});
export type NoiseTest = z.infer<typeof noiseTest>;

const judged = z.object({
  predicted: count.nullable().describe('Index of the class; null if the probability is not finite.'),
  probability: finiteOrNull.describe('Of the predicted class.'),
  tokens: z.array(z.string().nullable()),
});

const textsComparison = z.object({
  kind: z.literal('texts'),
  classes: count.describe('Number of classes.'),
  cells: z.object({ bothRight: count, onlyA: count, onlyB: count, bothWrong: count }),
  mcnemar: noiseTest.describe('Of the rows that only one run gets right.'),
  total: count.describe('Number of texts that match.'),
  rows: z
    .array(z.object({ index: z.number(), text: z.string(), label: count, a: judged, b: judged }))
    .describe('The largest change in the probability of the true class first.'),
});
export type TextsComparison = z.infer<typeof textsComparison>;

const seriesComparison = z.object({
  kind: z.literal('series'),
  horizons: z.array(count),
  nearer: z
    .object({ a: count, b: count })
    .describe('Number of forecasts in which that run is nearer to the target.'),
  signTest: noiseTest.describe('Of the forecasts in which one run is nearer.'),
  meanError: z.object({ a: finiteOrNull, b: finiteOrNull }).describe('Mean absolute errors.'),
  total: count,
  rows: z
    .array(
      seriesPrediction
        .omit({ output: true, baselines: true })
        .extend({ target: finiteOrNull, a: finiteOrNull, b: finiteOrNull }),
    )
    .describe('Outputs of both runs, in the order of the file.'),
});
export type SeriesComparison = z.infer<typeof seriesComparison>;

export const comparisonPage = z
  .discriminatedUnion('kind', [
    textsComparison,
    seriesComparison,
    z
      .object({
        kind: z.literal('different'),
        problem: z.string().describe('How the rows of the two runs differ, in one sentence.'),
        problemDetails: details,
      })
      .describe('The runs don’t predict the same rows.'),
  ])
  .meta({ id: 'ComparisonPage' });
export type ComparisonPage = z.infer<typeof comparisonPage>;
