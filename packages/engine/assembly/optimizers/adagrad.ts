import { Float32Pointer } from '../pointer';
import { inFours, load4, SIZE, store4 } from '../vector';

/** One step of Adagrad, as in `Adagrad.update` (src/optimizers/adagrad.ts). */
export function adagrad(
  w: Float32Pointer,
  accumulator: Float32Pointer,
  g: Float32Pointer,
  n: usize,
  learningRate: f32,
  epsilon: f32,
): void {
  const fours = inFours(n * SIZE);
  adagradRange<v128>(0, fours, w, accumulator, g, learningRate, epsilon);
  adagradRange<f32>(fours, n * SIZE, w, accumulator, g, learningRate, epsilon);
}

function adagradRange<T>(
  begin: usize,
  end: usize,
  w: usize,
  accumulator: usize,
  g: usize,
  learningRate: f32,
  epsilon: f32,
): void {
  for (let i = begin; i < end; i += sizeof<T>()) {
    const gradient = load4<T>(g + i);
    const sum = f32x4.add(load4<T>(accumulator + i), f32x4.mul(gradient, gradient));
    store4<T>(accumulator + i, sum);
    const step = f32x4.mul(f32x4.splat(learningRate), gradient);
    const root = f32x4.sqrt(f32x4.add(sum, f32x4.splat(epsilon)));
    store4<T>(w + i, f32x4.sub(load4<T>(w + i), f32x4.div(step, root)));
  }
}
