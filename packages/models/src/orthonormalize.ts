import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The exports of `assembly/orthonormalize.ts`, documented there. Pointers are byte offsets in the memory. */
interface Kernels {
  PANEL: WebAssembly.Global;
  project(length: number, panel: number, dots: number, previous: number, q: number): void;
}

const BYTES = Float64Array.BYTES_PER_ELEMENT;
/** Bytes per page of WebAssembly's memory. */
const PAGE = 65_536;

/**
 * Makes the columns of a matrix orthonormal, by modified Gram-Schmidt in float64: the Q of a QR factorization whose R has a
 * positive diagonal, which is what Keras gets from `q *= sign(diag(r))`. It takes 2·length·count² operations. A panel of
 * columns, which fits the processor's cache, is projected onto all finished vectors before the next panel.
 *
 * @param matrix shape [length, count], row-major, linearly independent columns
 * @returns the vectors, shape [count, length]
 * @see Golub and Van Loan, Matrix Computations, 5.2.8
 */
export function orthonormalize(matrix: Float64Array, length: number, count: number): Float64Array {
  const memory = new WebAssembly.Memory({ initial: 0 });
  const { PANEL, project } = startKernels(memory);
  const width = PANEL.value as number;
  const zeros = count * length;
  const panel = zeros + length;
  const dots = panel + width * length;
  memory.grow(Math.ceil((BYTES * (dots + width)) / PAGE));
  const heap = new Float64Array(memory.buffer);

  for (let begin = 0; begin < count; begin += width) {
    const columns = Math.min(width, count - begin);
    for (let k = 0; k < length; k++) {
      for (let c = 0; c < columns; c++) heap[panel + k * width + c] = matrix[k * count + begin + c];
    }
    heap.fill(0, dots, dots + width);
    let previous = zeros;
    for (let q = 0; q < begin * length; q += length) {
      project(length, BYTES * panel, BYTES * dots, BYTES * previous, BYTES * q);
      previous = q;
    }
    const vectors = heap.subarray(begin * length, (begin + columns) * length);
    for (let k = 0; k < length; k++) {
      for (let c = 0; c < columns; c++) {
        vectors[c * length + k] = heap[panel + k * width + c] - heap[dots + c] * heap[previous + k];
      }
    }
    orthonormalizeRows(vectors, columns, length);
  }
  return heap.subarray(0, count * length);
}

/** The same for a few row vectors, in place. */
function orthonormalizeRows(vectors: Float64Array, count: number, length: number): void {
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

function startKernels(memory: WebAssembly.Memory): Kernels {
  const file = join(__dirname, '../dist/orthonormalize.wasm');
  if (!existsSync(file)) throw new Error(`${file} is missing; build it with npx nx run models:build.`);
  const module = new WebAssembly.Module(readFileSync(file));
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}
