import { lossFunction, targetWidth } from '../losses';
import type { LossRow } from '../losses/loss';
import type { OutputLoss } from '../outputs';
import type { Network } from './network';
import type { PackedBatch } from './packing/packed-batch';

/** Rows of a batch, in the order of their columns. */
export interface BatchRows {
  /** Their numbers. */
  rows: Int32Array;
  /** Their positions in `Results`. */
  indices: Int32Array;
  /** By output: targets of all rows, [all rows × targets per row]. Without it they count as 0. */
  y?: readonly Float32Array[];
  /** Factors of all rows' losses, [all rows]; without it they are 1. */
  rowWeights?: Float32Array;
}

/** By output. */
export interface Results {
  /** [positions × width] */
  predictions: readonly Float32Array[];
  /** [positions] */
  losses: readonly Float32Array[];
}

/**
 * Computes predictions and losses from the network's outputs.
 *
 * @param weight each row's weight in the batch's loss; if given, also writes the losses' gradients to the network's outputs
 */
export function evaluateLosses(
  network: Network,
  outputs: readonly OutputLoss[],
  packed: PackedBatch,
  batch: BatchRows,
  results: Results,
  weight?: number,
): void {
  for (let i = 0; i < outputs.length; i++)
    evaluateLoss(network, outputs[i], i, packed, batch, results, weight);
}

function evaluateLoss(
  network: Network,
  { loss, lossWeight }: OutputLoss,
  i: number,
  { firstColumn }: PackedBatch,
  batch: BatchRows,
  results: Results,
  weight?: number,
): void {
  const { rows, indices, rowWeights } = batch;
  const output = network.output(i);
  const { width } = output;
  const targetsPerRow = targetWidth(loss, width);
  const definition = lossFunction(loss);
  const y = batch.y?.[i];
  const losses = results.losses[i];
  const gradient = weight === undefined ? undefined : output.gradient;
  // The padding column isn't a row of the batch, so its gradient is zero.
  gradient?.fill(0, 0, firstColumn * width);
  const row: LossRow = {
    width,
    outputs: output.values,
    outputAt: 0,
    targets: y ?? new Float32Array(targetsPerRow),
    targetAt: 0,
    predictions: results.predictions[i],
    predictionAt: 0,
    gradient,
    weight: 0,
  };
  for (let k = 0; k < rows.length; k++) {
    const rowWeight = rowWeights ? rowWeights[rows[k]] : 1;
    row.outputAt = (firstColumn + k) * width;
    row.targetAt = y ? rows[k] * targetsPerRow : 0;
    row.predictionAt = indices[k] * width;
    row.weight = (weight ?? 0) * lossWeight * rowWeight;
    losses[indices[k]] = definition.evaluate(row, loss) * rowWeight;
  }
}
