import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A module of `assembly/`, compiled to WebAssembly, for all threads alike.
 * @throws Error where it has not been built
 */
export function loadKernels(name: 'optimizer' | 'layers'): WebAssembly.Module {
  return new WebAssembly.Module(readKernels(name));
}

/**
 * `assembly/matmul.ts`, with relaxed SIMD's multiply-add if this platform has it, as V8 does from Node 22 on.
 * @throws Error if it has not been built
 */
export function loadMatMulKernels(): WebAssembly.Module {
  const relaxed = readKernels('matmul-relaxed');
  return new WebAssembly.Module(WebAssembly.validate(relaxed) ? relaxed : readKernels('matmul'));
}

function readKernels(name: string): Buffer<ArrayBuffer> {
  const file = join(__dirname, `../../dist/${name}.wasm`);
  if (!existsSync(file)) throw new Error(`${file} is missing; build it with npx nx run engine:build.`);
  return readFileSync(file);
}

/** An instance of a module, which works on the given memory. */
export function startKernels<Kernels>(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}

/** `assembly/optimizer.ts`. Pointers are byte offsets in the memory; counts are of float32 numbers. */
export interface OptimizerKernels {
  adam(w: number, m: number, v: number, gradient: number, count: number, stepSize: number): void;
  adamCatchUp(
    w: number,
    m: number,
    v: number,
    count: number,
    ...series: [s0: number, s1: number, s2: number, s3: number, decayM: number, decayV: number]
  ): void;
  add(count: number, from: number, to: number): void;
  copy(count: number, from: number, to: number): void;
}

/** `assembly/matmul.ts`, which says what it computes. Pointers are byte offsets in the memory. */
export interface MatMulKernels {
  PANEL_SIZE: WebAssembly.Global;
  gemm(
    m: number,
    k: number,
    n: number,
    a: number,
    aTransposed: boolean,
    b: number,
    bTransposed: boolean,
    c: number,
    panel: number,
  ): void;
}

/** `assembly/layers.ts`, which says what they compute. Pointers are byte offsets in the memory. */
export interface LayerKernels {
  activate(activation: number, count: number, x: number, y: number): void;
  activationGradient(activation: number, count: number, y: number, dy: number, dz: number): void;
  lstmCell(count: number, gates: number, previousC: number, c: number): void;
  lstmBackward(
    recurrentActivation: number,
    activation: number,
    count: number,
    gates: number,
    previousC: number,
    activatedC: number,
    dh: number,
    dc: number,
    dz: number,
  ): void;
  multiply(count: number, a: number, b: number, to: number): void;
  clear(count: number, to: number): void;
  addToRows(rows: number, columns: number, row: number, to: number): void;
  sumRows(rows: number, columns: number, from: number, to: number): void;
  scatterAdd(rows: number, columns: number, indices: number, from: number, table: number): void;
  addTableRows(features: number, columns: number, table: number, indices: number, to: number): void;
  transpose(rows: number, columns: number, from: number, to: number): void;
  copyColumns(features: number, columns: number, from: number, to: number, width: number, at: number): void;
  broadcastNewColumns(features: number, previous: number, columns: number, at: number): void;
  reduceNewColumns(features: number, previous: number, columns: number, at: number): void;
  gemv(m: number, k: number, a: number, x: number, y: number): void;
  gemmSmall(
    m: number,
    k: number,
    n: number,
    ...operands: [
      a: number,
      aRow: number,
      aColumn: number,
      b: number,
      bRow: number,
      bColumn: number,
      c: number,
    ]
  ): void;
}
