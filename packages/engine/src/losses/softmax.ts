import type { LossRow } from './loss';

/** Writes softmax(outputs) to the row's predictions; returns log Σ exp(outputs). */
export function softmax({ width, outputs, outputAt, predictions, predictionAt }: LossRow): number {
  let highest = -Infinity;
  // Math.max passes NaN on.
  for (let k = 0; k < width; k++) highest = Math.max(highest, outputs[outputAt + k]);
  let sum = 0;
  for (let k = 0; k < width; k++) {
    const power = Math.exp(outputs[outputAt + k] - highest);
    sum += power;
    predictions[predictionAt + k] = power;
  }
  for (let k = 0; k < width; k++) predictions[predictionAt + k] /= sum;
  return highest + Math.log(sum);
}
