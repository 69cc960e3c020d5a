/** Iterations of the power method: far more than words with any structure need. */
const ITERATIONS = 500;
const TOLERANCE = 1e-12;

export interface Projection {
  /** By row. */
  x: number[];
  y: number[];
  /** The share of the variance that each component has. */
  variance: [number, number];
}

/**
 * Principal component analysis: the rows' scores on the two components with the largest variance. Always the same for the
 * same rows: each component's sign is such that its largest score is positive.
 *
 * @param rows of equal length; a few hundred, because the matrix of their products is computed
 */
export function principalComponents(rows: readonly Float32Array[]): Projection {
  const products = centeredProducts(rows);
  const total = products.reduce((sum, row, i) => sum + row[i], 0);
  const first = dominant(products);
  products.forEach((row, i) =>
    row.forEach((value, j) => (row[j] = value - first.value * first.vector[i] * first.vector[j])),
  );
  const second = dominant(products);
  const share = ({ value }: Eigen) => (total > 0 ? value / total : 0);
  return { x: scores(first), y: scores(second), variance: [share(first), share(second)] };
}

interface Eigen {
  value: number;
  /** Of length 1. */
  vector: number[];
}

/** Products of the rows after their mean is subtracted. */
function centeredProducts(rows: readonly Float32Array[]): number[][] {
  const products = rows.map((a) => rows.map((b) => dot(a, b)));
  const means = products.map((row) => row.reduce((sum, value) => sum + value, 0) / row.length);
  const mean = means.reduce((sum, value) => sum + value, 0) / Math.max(1, means.length);
  return products.map((row, i) => row.map((value, j) => value - means[i] - means[j] + mean));
}

/** The largest eigenvalue of a symmetric matrix without negative ones, by the power method. */
function dominant(matrix: readonly number[][]): Eigen {
  let vector = unit(matrix.map((_, i) => Math.cos(i + 1)));
  let value = 0;
  for (let i = 0; i < ITERATIONS; i++) {
    const next = matrix.map((row) => dot(row, vector));
    const length = Math.sqrt(dot(next, next));
    if (length === 0) return { value: 0, vector };
    vector = next.map((each) => each / length);
    if (Math.abs(length - value) <= TOLERANCE * length) break;
    value = length;
  }
  return { value, vector };
}

function scores({ value, vector }: Eigen): number[] {
  const largest = vector.reduce((most, each) => (Math.abs(each) > Math.abs(most) ? each : most), 0);
  const scale = Math.sqrt(Math.max(0, value)) * (largest < 0 ? -1 : 1);
  return vector.map((each) => each * scale);
}

function unit(vector: number[]): number[] {
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((each) => each / length);
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
