import { UserError } from '@rnn-lab/errors';
import type { TextPrediction } from './text-model';

/**
 * A model whose training diverged predicts NaN, which is neither a class nor JSON.
 *
 * @throws UserError `not-finite` {index, reason} at the first text of which a probability isn't a finite number
 */
export function refuseNotFinite(predictions: readonly TextPrediction[]): void {
  const index = predictions.findIndex(
    ({ outputs }) => !outputs.every(({ probabilities }) => finite(probabilities)),
  );
  if (index === -1) return;
  const reason =
    'gets NaN from the model, whose training diverged: train it again with a smaller --learning-rate.';
  throw new UserError('not-finite', `Text ${index + 1} ${reason}`, { index, reason });
}

function finite(probabilities: Record<string, number>): boolean {
  return Object.values(probabilities).every(Number.isFinite);
}
