/** A float32 matrix in the heap, row by row. */
export interface Matrix {
  pointer: number;
  rows: number;
  columns: number;
}

/** The factor of a product that stands transposed. */
export type Transposed = 'a' | 'b' | undefined;
