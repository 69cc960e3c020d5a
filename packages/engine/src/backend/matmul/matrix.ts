/** A float32 matrix in the heap, row by row. */
export interface Matrix {
  pointer: number;
  rows: number;
  columns: number;
}

/** The factor of a product that stands transposed. */
export type Transposed = 'a' | 'b' | undefined;

/** The sizes of a product c, [m, n] ← a·b over k, with one of the factors perhaps transposed. */
export function productSize(
  a: Matrix,
  b: Matrix,
  transposed: Transposed,
): { m: number; k: number; n: number } {
  const [m, k] = transposed === 'a' ? [a.columns, a.rows] : [a.rows, a.columns];
  return { m, k, n: transposed === 'b' ? b.rows : b.columns };
}
