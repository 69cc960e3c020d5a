import type { TextModel, TextPrediction } from './text-model';
import type { Classification } from './classify';

/** A prediction in JSON: of `predict --format json`, and of the server. */
export type PredictionJson = { unknown: boolean } & (
  Classification | { outputs: Record<string, Classification> }
);

/** A model with several outputs has its classifications by their names. */
export function predictionJson({ outputs }: TextModel, prediction: TextPrediction): PredictionJson {
  const { unknown } = prediction;
  if (outputs.length === 1) return { ...prediction.outputs[0], unknown };
  const named = outputs.map(({ name }, i) => [name, prediction.outputs[i]]);
  return { outputs: Object.fromEntries(named) as Record<string, Classification>, unknown };
}
