import { argMax } from './metrics/classes';
import type { FitOptions, NdArray } from './types';

/** Each row's factor in the loss, by the class of its target at the only output. */
export function rowWeights(
  [y]: readonly NdArray[],
  classWeight: FitOptions['classWeight'],
): Float32Array | undefined {
  if (!classWeight) return undefined;
  const width = y.data.length / y.shape[0];
  return Float32Array.from({ length: y.shape[0] }, (_, row) => {
    const target = width === 1 ? Math.round(y.data[row]) : argMax(y.data, row * width, width);
    return classWeight[target] ?? 1;
  });
}
