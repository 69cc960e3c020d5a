import type { CompiledModel } from '../../graph/compile-model';
import type { NdArray } from '../../types';

type Values = NdArray['data'];

/**
 * The input as batches are packed from it. Masked time steps are moved to the front of their row: they change nothing, so
 * only the order of the others counts.
 *
 * @param x [rows, steps] for ids, else [rows, steps, features]
 * @returns `lengths`: each row's time steps after its padding; undefined if padding is computed like other time steps
 */
export function packable(model: CompiledModel, { data }: NdArray): { x: Values; lengths?: Int32Array } {
  const { steps, padding, maskValue } = model;
  if (padding === 'full') return { x: data };
  if (padding === 'shared') return { x: data, lengths: tokenCounts(data, steps) };
  if (model.inputFeatures === undefined) return moveMasked(data, steps, 1, 0);
  return moveMasked(data, steps, model.inputFeatures, maskValue as number);
}

/** Each row's length without its leading padding (id 0). */
function tokenCounts(x: Values, steps: number): Int32Array {
  return Int32Array.from({ length: x.length / steps }, (_, row) => {
    let t = 0;
    while (t < steps && x[row * steps + t] === 0) t++;
    return steps - t;
  });
}

function moveMasked(
  x: Values,
  steps: number,
  features: number,
  value: number,
): { x: Values; lengths: Int32Array } {
  const moved = x.slice().fill(value);
  const rowSize = steps * features;
  const lengths = Int32Array.from({ length: x.length / rowSize }, (_, row) => {
    let to = steps;
    for (let t = steps - 1; t >= 0; t--) {
      const step = x.subarray(row * rowSize + t * features, row * rowSize + (t + 1) * features);
      if (step.every((element) => element === value)) continue;
      to--;
      moved.set(step, row * rowSize + to * features);
    }
    return steps - to;
  });
  return { x: moved, lengths };
}
