import { Float32Pointer } from '../pointer';
import { inFours, load4, SIZE, store4 } from '../vector';

/**
 * One step of RMSprop, as in `Rmsprop.update` (src/optimizers/rmsprop.ts).
 *
 * @param momentum 0 without momentum
 * @param average the moving average of the gradients; 0 if not centered
 * @param rho the decay of the moving averages, and `newShare` 1 − rho
 */
export function rmsprop(
  w: Float32Pointer,
  velocity: Float32Pointer,
  momentum: Float32Pointer,
  average: Float32Pointer,
  g: Float32Pointer,
  n: usize,
  learningRate: f32,
  rho: f32,
  newShare: f32,
  rate: f32,
  epsilon: f32,
): void {
  const fours = inFours(n * SIZE);
  const end = n * SIZE;
  rmspropRange<v128>(0, fours, w, velocity, momentum, average, g, learningRate, rho, newShare, rate, epsilon);
  rmspropRange<f32>(
    fours,
    end,
    w,
    velocity,
    momentum,
    average,
    g,
    learningRate,
    rho,
    newShare,
    rate,
    epsilon,
  );
}

function rmspropRange<T>(
  begin: usize,
  end: usize,
  w: usize,
  velocity: usize,
  momentum: usize,
  average: usize,
  g: usize,
  learningRate: f32,
  rho: f32,
  newShare: f32,
  rate: f32,
  epsilon: f32,
): void {
  for (let i = begin; i < end; i += sizeof<T>()) {
    const gradient = load4<T>(g + i);
    let variance = blend(load4<T>(velocity + i), f32x4.mul(gradient, gradient), rho, newShare);
    store4<T>(velocity + i, variance);
    if (average) {
      const mean = blend(load4<T>(average + i), gradient, rho, newShare);
      store4<T>(average + i, mean);
      variance = f32x4.sub(variance, f32x4.mul(mean, mean));
    }
    const root = f32x4.sqrt(f32x4.add(variance, f32x4.splat(epsilon)));
    let movement = f32x4.div(f32x4.mul(f32x4.splat(learningRate), gradient), root);
    if (momentum) {
      movement = f32x4.add(f32x4.mul(f32x4.splat(rate), load4<T>(momentum + i)), movement);
      store4<T>(momentum + i, movement);
    }
    store4<T>(w + i, f32x4.sub(load4<T>(w + i), movement));
  }
}

function blend(average: v128, value: v128, rho: f32, newShare: f32): v128 {
  return f32x4.add(f32x4.mul(f32x4.splat(rho), average), f32x4.mul(f32x4.splat(newShare), value));
}
