import type { Heap } from '../src/backend/heap';

/** Keras's Adam in float64: bias corrections folded into the step size, ε outside of the root. */
export function kerasAdam(w: Float64Array, gradients: Float64Array[], learningRate: number): Float64Array {
  const m = new Float64Array(w.length);
  const v = new Float64Array(w.length);
  const result = Float64Array.from(w);
  gradients.forEach((g, i) => {
    const t = i + 1;
    const alpha = (learningRate * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t);
    for (let j = 0; j < w.length; j++) {
      m[j] = 0.9 * m[j] + 0.1 * g[j];
      v[j] = 0.999 * v[j] + 0.001 * g[j] * g[j];
      result[j] -= (alpha * m[j]) / (Math.sqrt(v[j]) + 1e-7);
    }
  });
  return result;
}

export function vectors(w: Float64Array) {
  return { w: Float32Array.from(w), m: new Float32Array(w.length), v: new Float32Array(w.length) };
}

/** `vectors` in the kernels' memory. */
export function onHeap(heap: Heap, w: Float64Array) {
  const [values, m, v] = [w, w, w].map(({ length }) => heap.allocateFloats(length));
  values.set(w);
  return { w: values, m, v };
}

/** The largest |a − b|, relative to the largest distance of b from its start. */
export function worstError(a: Float32Array, b: Float64Array, begin: Float64Array): number {
  let error = 0;
  let moved = 0;
  for (let i = 0; i < b.length; i++) {
    error = Math.max(error, Math.abs(a[i] - b[i]));
    moved = Math.max(moved, Math.abs(b[i] - begin[i]));
  }
  return error / moved;
}
