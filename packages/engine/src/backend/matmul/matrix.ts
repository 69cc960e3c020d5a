import type { Float32Pointer } from '../pointer';

/** A float32 matrix in the heap, in row-major order. */
export interface Matrix {
  pointer: Float32Pointer;
  rows: number;
  columns: number;
}

/** The factor of a product that is transposed. */
export type Transposed = 'a' | 'b' | undefined;

/** The sizes of the product c, [m, n] ← a, [m, k] · b, [k, n], after transposing. */
export function gemmSize(a: Matrix, b: Matrix, transposed: Transposed): { m: number; k: number; n: number } {
  const [m, k] = transposed === 'a' ? [a.columns, a.rows] : [a.rows, a.columns];
  return { m, k, n: transposed === 'b' ? b.rows : b.columns };
}
