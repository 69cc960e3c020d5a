import { sentimentPrediction, seriesPrediction } from '@rnn-lab/runs/schema';
import { z } from 'zod';
import { SHOWS } from './names';
import { count, countParameter, numbers } from './shared';

/** GET /runs/{id}/predictions/{split}: a page of the error browser. */
export const predictionsQuery = z.object({
  q: z.string().default(''),
  /** Sentiment only: `errors` are on the wrong side of `threshold`. */
  show: z.enum(SHOWS).default('all'),
  threshold: z.coerce.number().min(0).max(1).default(0.5),
  /** `error`: the largest error first; `index`: as in the file. */
  sort: z.enum(['error', 'index']).default('index'),
  offset: countParameter.default(0),
  limit: countParameter.max(10_000).default(100),
});
export type PredictionsQuery = z.infer<typeof predictionsQuery>;

export const predictionsPage = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('sentiment'), total: count, rows: z.array(sentimentPrediction) }),
    z.object({ kind: z.literal('series'), total: count, rows: z.array(seriesPrediction) }),
  ])
  .meta({ id: 'PredictionsPage' });
export type PredictionsPage = z.infer<typeof predictionsPage>;

/** GET /runs/{id}/evaluation/{split}: of a binary classifier, enough for every curve and every threshold. */
export const evaluation = z
  .object({
    histogram: z
      .object({ negative: z.array(count), positive: z.array(count) })
      .describe('Predictions by probability: 1,000 bins of equal width over [0, 1], one list per label.'),
    roc: z
      .object({
        falsePositiveRate: numbers,
        truePositiveRate: numbers,
        threshold: numbers,
        auc: z.number().nullable(),
      })
      .describe(
        'Computed over all distinct probabilities, from the highest down, then thinned to at most 500 points; the ' +
          'area is exact. Empty, with null, unless both labels occur.',
      ),
    precisionRecall: z.object({
      recall: numbers,
      precision: numbers,
      threshold: numbers,
      averagePrecision: z.number().nullable(),
    }),
    calibration: z
      .object({
        probability: numbers,
        share: numbers,
        count: z.array(count),
        expectedCalibrationError: z.number().nullable(),
      })
      .describe('Ten bins without the empty ones: mean probability, share of label 1, number of rows.'),
  })
  .meta({ id: 'Evaluation' });
export type Evaluation = z.infer<typeof evaluation>;
