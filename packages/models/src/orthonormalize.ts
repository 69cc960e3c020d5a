/**
 * Makes `count` row vectors orthonormal in place, by modified Gram-Schmidt in float64: the Q of a QR
 * factorization whose R has a positive diagonal, which is what Keras gets from `q *= sign(diag(r))`.
 *
 * @param vectors shape [count, length], row-major, linearly independent
 * @see Golub and Van Loan, Matrix Computations, 5.2.8
 */
export function orthonormalize(vectors: Float64Array, count: number, length: number): void {
  for (let i = 0; i < count; i++) {
    const current = vectors.subarray(i * length, (i + 1) * length);
    const norm = Math.sqrt(dot(current, current));
    for (let k = 0; k < length; k++) current[k] /= norm;
    for (let j = i + 1; j < count; j++) {
      const later = vectors.subarray(j * length, (j + 1) * length);
      const projection = dot(current, later);
      for (let k = 0; k < length; k++) later[k] -= projection * current[k];
    }
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}
