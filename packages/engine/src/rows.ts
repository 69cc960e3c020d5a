import type { Numbers } from './metrics/metric';
import type { FitOptions, NdArray, Outputs } from './types';

/** Inputs with their targets by output. */
export interface Rows {
  x: NdArray;
  y: readonly NdArray[];
}

/** The rows to train on. */
export interface TrainingRows extends Rows {
  /** Factors of the rows' losses. */
  weights?: Float32Array;
}

/** The training rows, and the validation rows: the given ones, else those that Keras's `validation_split` takes from the end. */
export function splitValidation(
  { x, y }: Rows,
  validationData: Rows | undefined,
  { validationSplit }: FitOptions<Outputs>,
): { train: Rows; validation?: Rows } {
  if (validationData || !validationSplit) return { train: { x, y }, validation: validationData };
  const rows = x.shape[0];
  const split = Math.floor(rows * (1 - validationSplit));
  const slice = (begin: number, end: number): Rows => ({
    x: sliceRows(x, begin, end),
    y: y.map((array) => sliceRows(array, begin, end)),
  });
  return { train: slice(0, split), validation: slice(split, rows) };
}

function sliceRows({ data, shape }: NdArray, begin: number, end: number): NdArray {
  const size = shape.slice(1).reduce((a, b) => a * b, 1);
  return { data: data.subarray(begin * size, end * size), shape: [end - begin, ...shape.slice(1)] };
}

/** The values of some rows. */
export function gather({ data, shape }: NdArray, rows: Int32Array): Numbers {
  const size = data.length / shape[0];
  const gathered = new Float32Array(rows.length * size);
  rows.forEach((row, i) => gathered.set(data.subarray(row * size, (row + 1) * size), i * size));
  return gathered;
}
