import { penaltyOf } from '../graph/l2-penalty';
import { lossLogs, meanLosses, measure } from '../metrics/measure';
import type { Rows } from '../rows';
import { refuseNonFinite } from '../trainer';
import type { Logs, NdArray } from '../types';
import type { CpuState } from './cpu-state';
import { learningRateOf } from './cpu-state';
import { rankByLength } from './packing/batch';
import { packable } from './packing/packable';
import { share } from './shared-arrays';
import { sharedResults, shareTargets } from './share-fit';
import type { SharedPrediction } from './threads/shared';

/** Predicts the rows, and computes their losses if there are targets. */
export async function infer(
  { model, outputs, threads }: CpuState,
  x: NdArray,
  y?: readonly NdArray[],
): Promise<SharedPrediction> {
  const rows = x.shape[0];
  const { x: data, lengths } = packable(model, x);
  const order = lengths ? rankByLength(lengths) : Int32Array.from({ length: rows }, (_, row) => row);
  const prediction: SharedPrediction = {
    x: share(data),
    y: y && shareTargets(y),
    order: share(order),
    lengths: lengths && share(order.map((row) => lengths[row])),
    ...sharedResults(outputs, rows),
  };
  await threads.execute({ kind: 'predict', prediction });
  return prediction;
}

/**
 * The rows' mean loss and metrics.
 *
 * @param what names the loss if it isn't finite
 * @param factor that of the last step's learning rate
 * @throws NonFiniteLossError
 */
export async function evaluate(
  state: CpuState,
  { x, y }: Rows,
  what: 'validation loss' | 'evaluated loss',
  factor: number,
  signal?: AbortSignal,
): Promise<Logs> {
  const { model, outputs, shared, step } = state;
  const { losses, predictions } = await infer(state, x, y);
  signal?.throwIfAborted();
  const means = meanLosses(outputs, losses, x.shape[0]);
  means.loss += penaltyOf(model.penalties, shared.vectors.w);
  refuseNonFinite(outputs, means, step, learningRateOf(state, Math.max(step, 1), factor), what);
  return { ...lossLogs(outputs, means), ...measure(outputs, y, predictions) };
}
