import { NotFoundError } from '#server/store/errors';
import { evaluateClassifier } from './classifier';
import { evaluateMulticlass } from './multiclass';
import { predictionsOf } from './predictions';
import type { Evaluation } from '#api/predictions';

/**
 * Evaluates a classifier on a split, ignoring non-finite probabilities.
 * Rejects with a `NotFoundError` if there is no such run or split, or the run forecasts a time series.
 */
export async function evaluate(id: string, split: string, output?: string): Promise<Evaluation> {
  const predictions = await predictionsOf(id, split, output);
  if (predictions.kind === 'series') {
    throw new NotFoundError(
      `The run ${id} predicts a series; only a classifier has an evaluation like this.`,
      { code: 'no-classifier', values: { id } },
    );
  }
  return predictions.kind === 'multiclass'
    ? evaluateMulticlass(predictions.rows, predictions.classes.length)
    : evaluateClassifier(predictions.rows);
}
