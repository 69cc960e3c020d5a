import { UserError } from './user-error';

/** A dense array in row-major order: `data.length` is the product of `shape`; the first axis counts the samples. */
export interface NdArray<Data extends Float32Array | Int32Array = Float32Array | Int32Array> {
  data: Data;
  shape: readonly number[];
}

/**
 * NumPy's `reshape`: the same numbers in another shape, without a copy.
 *
 * @throws UserError `reshape` if the shape has another number of elements
 */
export function reshape<Data extends Float32Array | Int32Array>(
  { data }: NdArray<Data>,
  shape: readonly number[],
): NdArray<Data> {
  if (shape.reduce((product, size) => product * size, 1) !== data.length) {
    throw new UserError('reshape', `${data.length} numbers can't be reshaped to (${shape.join(', ')}).`, {
      count: data.length,
      shape: shape.join(', '),
    });
  }
  return { data, shape };
}
