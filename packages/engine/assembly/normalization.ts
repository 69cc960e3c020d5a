// AssemblyScript: normalization over the features of each row, float32 matrices in the heap. Pointers are in bytes.

import { Float32Pointer } from './pointer';
import { SIZE } from './vector';

/** y ← (x − mean)/√(variance + epsilon) for each row; `inverses` gets 1/√(variance + epsilon) of each row. */
export function normalizeRows(
  rows: usize,
  features: usize,
  epsilon: f32,
  x: Float32Pointer,
  y: Float32Pointer,
  inverses: Float32Pointer,
): void {
  for (let r: usize = 0; r < rows; r++) {
    const offset = r * features * SIZE;
    const end = offset + features * SIZE;
    let sum: f64 = 0;
    for (let k = offset; k < end; k += SIZE) sum += load<f32>(x + k);
    const mean = sum / <f64>features;
    let squares: f64 = 0;
    for (let k = offset; k < end; k += SIZE) {
      const difference = <f64>load<f32>(x + k) - mean;
      squares += difference * difference;
    }
    const inverse = 1 / Math.sqrt(squares / <f64>features + epsilon);
    for (let k = offset; k < end; k += SIZE) {
      store<f32>(y + k, <f32>((<f64>load<f32>(x + k) - mean) * inverse));
    }
    store<f32>(inverses + r * SIZE, <f32>inverse);
  }
}

/** dx ← inverse·(dy − mean(dy) − y·mean(y·dy)) for each row, where y is the output of `normalizeRows`. */
export function normalizeRowsGradient(
  rows: usize,
  features: usize,
  y: Float32Pointer,
  inverses: Float32Pointer,
  dy: Float32Pointer,
  dx: Float32Pointer,
): void {
  for (let r: usize = 0; r < rows; r++) {
    const offset = r * features * SIZE;
    const end = offset + features * SIZE;
    let sum: f64 = 0;
    let products: f64 = 0;
    for (let k = offset; k < end; k += SIZE) {
      sum += load<f32>(dy + k);
      products += load<f32>(dy + k) * load<f32>(y + k);
    }
    const mean = <f32>(sum / <f64>features);
    const product = <f32>(products / <f64>features);
    const inverse = load<f32>(inverses + r * SIZE);
    for (let k = offset; k < end; k += SIZE) {
      store<f32>(dx + k, inverse * (load<f32>(dy + k) - mean - load<f32>(y + k) * product));
    }
  }
}
