import type { Float32Pointer } from '../pointer';
import type { Matrix, Transposed } from './matrix';

/** One thread's multiplication of float32 matrices in the heap. */
export interface MatMul {
  /** c ← a·b, aᵀ·b or a·bᵀ */
  multiply(a: Matrix, b: Matrix, c: Float32Pointer, transposed?: Transposed): void;
  release(): void;
}
