import type { LossRow } from './loss';

/** The loss of one output element. */
interface ElementLoss {
  prediction: number;
  loss: number;
  /** With respect to the last layer's output (before the activation, if it is fused). */
  gradient: number;
}

/** The loss of a row as the mean over its elements. */
export function meanOfElements<Options>(
  evaluate: (output: number, target: number, options: Options) => ElementLoss,
): (row: LossRow, options: Options) => number {
  return (row, options) => {
    const { width, outputs, outputAt, targets, targetAt, predictions, predictionAt, gradient, weight } = row;
    let sum = 0;
    for (let k = 0; k < width; k++) {
      const result = evaluate(outputs[outputAt + k], targets[targetAt + k], options);
      sum += result.loss;
      predictions[predictionAt + k] = result.prediction;
      if (gradient) gradient[outputAt + k] = (result.gradient / width) * weight;
    }
    return sum / width;
  };
}
