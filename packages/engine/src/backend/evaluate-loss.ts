import type { LossConfig } from '../losses';
import { lossFunction, targetWidth } from '../losses';
import type { LossRow } from '../losses/loss';
import type { Network } from './network';
import type { PackedBatch } from './packing/packed-batch';

/**
 * Computes predictions and losses from the network's output. Row i is written to position `indices[i]` of `predictions`,
 * [positions × outputs], and `losses`, [positions].
 *
 * @param rows the batch's row numbers, by column
 * @param y targets of all rows, [all rows × targets per row]; without it they count as 0
 * @param rowWeights factors of all rows' losses, [all rows]; without it they are 1
 * @param weight each row's weight in the batch's loss; if given, also writes the loss's gradient to `network.outputGradient`
 */
export function evaluateLoss(
  network: Network,
  { outputs, loss }: { outputs: number; loss: LossConfig },
  { firstColumn }: PackedBatch,
  batch: { rows: Int32Array; y?: Float32Array; indices: Int32Array; rowWeights?: Float32Array },
  { predictions, losses }: { predictions: Float32Array; losses: Float32Array },
  weight?: number,
): void {
  const { rows, y, indices, rowWeights } = batch;
  const targets = targetWidth(loss, outputs);
  const definition = lossFunction(loss);
  const gradient = weight === undefined ? undefined : network.outputGradient;
  // The padding column isn't a row of the batch, so its gradient is zero.
  gradient?.fill(0, 0, firstColumn * outputs);
  const row: LossRow = {
    width: outputs,
    outputs: network.output,
    outputAt: 0,
    targets: y ?? new Float32Array(targets),
    targetAt: 0,
    predictions,
    predictionAt: 0,
    gradient,
    weight: 0,
  };
  for (let i = 0; i < rows.length; i++) {
    const rowWeight = rowWeights ? rowWeights[rows[i]] : 1;
    row.outputAt = (firstColumn + i) * outputs;
    row.targetAt = y ? rows[i] * targets : 0;
    row.predictionAt = indices[i] * outputs;
    row.weight = (weight ?? 0) * rowWeight;
    losses[indices[i]] = definition.evaluate(row, loss) * rowWeight;
  }
}
