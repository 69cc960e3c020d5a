import { mostProbable } from '#api/classes';
import type { MulticlassPrediction, SentimentPrediction } from '@rnn-lab/runs';

/** A prediction against the truth. */
export interface Verdict {
  label: number;
  /** null if the model predicts nothing, because its probability isn't finite. */
  predicted: number | null;
  /** Probabilities of the true and of the predicted class. */
  ofLabel: number;
  ofPredicted: number;
}

/** At a threshold: positive if the probability is at least that. */
export function binaryVerdict({ label, probability }: SentimentPrediction, threshold: number): Verdict {
  const predicted = probability >= threshold ? 1 : 0;
  const of = (side: number) => (side === 1 ? probability : 1 - probability);
  return {
    label,
    predicted: Number.isFinite(probability) ? predicted : null,
    ofLabel: of(label),
    ofPredicted: of(predicted),
  };
}

/** Predicted is the most probable class. */
export function multiclassVerdict({ label, probabilities }: MulticlassPrediction): Verdict {
  const predicted = mostProbable(probabilities);
  return { label, predicted, ofLabel: probabilities[label], ofPredicted: probabilities[predicted] };
}
