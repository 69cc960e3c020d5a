import { DataError } from './errors';

/** A dense array in row-major order, ready for an engine: `data.length` is the product of `shape`. */
export interface NdArray {
  data: Float32Array;
  shape: number[];
}

/**
 * NumPy's `reshape`: the same numbers in another shape.
 *
 * @throws DataError where the shape has room for more or fewer numbers
 */
export function reshape({ data }: NdArray, shape: number[]): NdArray {
  if (shape.reduce((product, size) => product * size, 1) !== data.length) {
    throw new DataError(`${data.length} numbers can't be reshaped to (${shape.join(', ')}).`);
  }
  return { data, shape };
}
