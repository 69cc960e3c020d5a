/** Keras's defaults. */
export const BETA_1 = 0.9;
export const BETA_2 = 0.999;
export const EPSILON = 1e-7;
export const DEFAULT_LEARNING_RATE = 0.001;

/** A flat vector of weights with its first and second moments. */
export interface AdamVectors {
  w: Float32Array;
  m: Float32Array;
  v: Float32Array;
}

/** The step size with both bias corrections, `lr·√(1−β₂ᵗ)/(1−β₁ᵗ)`; t is `step`, from 1. */
export function stepSize(learningRate: number, step: number): number {
  return (learningRate * Math.sqrt(1 - BETA_2 ** step)) / (1 - BETA_1 ** step);
}

/**
 * One step of Adam as Keras computes it, `w ← w − stepSize·m/(√v+ε)` (Kingma and Ba 2015, the efficient form just before
 * section 2.1), on the elements `begin` to `end`.
 *
 * @param gradientBegin the index in `gradient` of element `begin`
 * @param alpha `stepSize` of this step
 */
export function adamUpdate(
  { w, m, v }: AdamVectors,
  begin: number,
  end: number,
  gradient: Float32Array,
  gradientBegin: number,
  alpha: number,
): void {
  const shift = gradientBegin - begin;
  for (let i = begin; i < end; i++) {
    const g = gradient[i + shift];
    const mi = m[i] + (1 - BETA_1) * (g - m[i]);
    const vi = v[i] + (1 - BETA_2) * (g * g - v[i]);
    m[i] = mi;
    v[i] = vi;
    w[i] -= (alpha * mi) / (Math.sqrt(vi) + EPSILON);
  }
}
