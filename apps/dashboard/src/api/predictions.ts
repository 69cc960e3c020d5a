import { multiclassPrediction, sentimentPrediction, seriesPrediction } from '@rnn-lab/runs/schema';
import { z } from 'zod';
import { MULTICLASS_SHOWS, PREDICTION_SORTS, SHOWS } from './names';
import { count, countParameter, numbers } from './shared';

/** Of a model with several outputs: the name of one. */
export const outputQuery = z.object({ output: z.string().optional() });

/** GET /runs/{id}/predictions/{split}: a page of the error browser. */
export const predictionsQuery = outputQuery.extend({
  q: z.string().default(''),
  /** Texts only. With two classes, `errors` are on the wrong side of `threshold`; with more there are no false positives. */
  show: z.enum([...SHOWS, ...MULTICLASS_SHOWS]).default('all'),
  threshold: z.coerce.number().min(0).max(1).default(0.5),
  /** Texts only: the index of the true class, and of the predicted one. */
  label: countParameter.optional(),
  predicted: countParameter.optional(),
  /**
   * `error`: the largest error first, which is the lowest probability of the true class; `confidence`: the lowest
   * probability of the predicted class first, `-confidence` the highest (texts only); `index`: as in the file.
   */
  sort: z.enum(PREDICTION_SORTS).default('index'),
  /** Series only: the forecasts that many steps ahead. */
  horizon: countParameter.optional(),
  offset: countParameter.default(0),
  limit: countParameter.max(10_000).default(100),
});
export type PredictionsQuery = z.infer<typeof predictionsQuery>;

export const predictionsPage = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('sentiment'), total: count, rows: z.array(sentimentPrediction) }),
    z.object({ kind: z.literal('multiclass'), total: count, rows: z.array(multiclassPrediction) }),
    z.object({
      kind: z.literal('series'),
      total: count,
      rows: z.array(seriesPrediction),
      horizons: z.array(count).describe('How many steps ahead the forecasts of the split are.'),
    }),
  ])
  .meta({ id: 'PredictionsPage' });
export type PredictionsPage = z.infer<typeof predictionsPage>;

/** Of a classifier with two classes: enough for every curve and every threshold. */
export const binaryEvaluation = z
  .object({
    kind: z.literal('sentiment'),
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
  .meta({ id: 'BinaryEvaluation' });
export type BinaryEvaluation = z.infer<typeof binaryEvaluation>;

const score = z.number().nullable();

/** Of a classifier with more classes; a text's prediction is its most probable class. */
export const multiclassEvaluation = z
  .object({
    kind: z.literal('multiclass'),
    confusion: z.array(z.array(count)).describe('Number of texts by true class, then by predicted class.'),
    accuracy: score,
    classes: z
      .array(z.object({ precision: score, recall: score, f1: score, support: count }))
      .describe('In the order of `classes` in run.json; null if the denominator is 0.'),
    macro: z
      .object({ precision: score, recall: score, f1: score })
      .describe('Means over all classes, in which an undefined score is 0.'),
  })
  .meta({ id: 'MulticlassEvaluation' });
export type MulticlassEvaluation = z.infer<typeof multiclassEvaluation>;

/** GET /runs/{id}/evaluation/{split}. */
export const evaluation = z
  .discriminatedUnion('kind', [binaryEvaluation, multiclassEvaluation])
  .meta({ id: 'Evaluation' });
export type Evaluation = z.infer<typeof evaluation>;
