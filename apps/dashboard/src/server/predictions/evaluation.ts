import { NotFoundError } from '#server/store/errors';
import { evaluateClassifier } from './classifier';
import { predictionsOf } from './predictions';
import type { Evaluation } from '#api/predictions';

/**
 * Evaluates a binary classifier on a split, ignoring non-finite probabilities.
 * Rejects with a `NotFoundError` if there is no such run or split, or the run forecasts a time series.
 */
export async function evaluate(id: string, split: string): Promise<Evaluation> {
  const predictions = await predictionsOf(id, split);
  if (predictions.kind !== 'sentiment') {
    throw new NotFoundError(
      `The run ${id} predicts a series; only a classifier has an evaluation like this.`,
      { code: 'no-classifier', values: { id } },
    );
  }
  return evaluateClassifier(predictions.rows);
}
