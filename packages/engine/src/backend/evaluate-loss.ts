import type { CompiledModel } from '../graph/compile-model';
import { LOSSES } from '../losses';
import type { Network } from './network';
import type { PackedBatch } from './packing/packed-batch';

/**
 * Takes prediction and loss of each row from the network's output to where `indices` says, [· × outputs] and [·], and
 * gives the network the gradient of the loss where `weight`, that of a row, is there.
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
  // The column of the padding is nobody's row.
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
