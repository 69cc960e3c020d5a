import type { CompiledModel } from '../graph/compile-model';
import { LOSSES } from '../losses';
import type { Network } from './network';
import type { PackedBatch } from './packing/packed-batch';

/**
 * Computes predictions and losses from the network's output. Row i is written to position `indices[i]` of `predictions`,
 * [positions × outputs], and `losses`, [positions].
 *
 * @param rows the batch's row numbers, by column
 * @param y targets of all rows, [all rows × outputs]; without it they count as 0
 * @param weight each row's weight in the loss; if given, also writes the loss's gradient to `network.outputGradient`
 */
export function evaluateLoss(
  network: Network,
  model: CompiledModel,
  { firstColumn }: PackedBatch,
  { rows, y, indices }: { rows: Int32Array; y?: Float32Array; indices: Int32Array },
  { predictions, losses }: { predictions: Float32Array; losses: Float32Array },
  weight?: number,
): void {
  const { outputs } = model;
  const { evaluate } = LOSSES[model.loss];
  const { output } = network;
  const gradient = weight === undefined ? undefined : network.outputGradient;
  // The padding column isn't a row of the batch, so its gradient is zero.
  gradient?.fill(0, 0, firstColumn * outputs);
  for (let i = 0; i < rows.length; i++) {
    let sum = 0;
    for (let k = 0; k < outputs; k++) {
      const at = (firstColumn + i) * outputs + k;
      const result = evaluate(output[at], y ? y[rows[i] * outputs + k] : 0);
      sum += result.loss;
      predictions[indices[i] * outputs + k] = result.prediction;
      if (gradient) gradient[at] = (result.gradient / outputs) * (weight as number);
    }
    losses[indices[i]] = sum / outputs;
  }
}
