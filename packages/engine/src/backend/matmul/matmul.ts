import type { Matrix, Transposed } from './matrix';

/** Multiplies float32 matrices in a heap, for one thread. */
export interface MatMul {
  /** c ← a·b, aᵀ·b or a·bᵀ */
  multiply(a: Matrix, b: Matrix, c: number, transposed?: Transposed): void;
  release(): void;
}
