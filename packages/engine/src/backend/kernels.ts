import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The compiled module of `assembly/<name>.ts`. Threads share it, and each creates its own instance.
 *
 * @throws Error if it hasn't been built
 */
export function loadKernels(name: 'optimizer' | 'layers'): WebAssembly.Module {
  return new WebAssembly.Module(readKernels(name));
}

/**
 * The compiled `assembly/matmul.ts`, built with relaxed SIMD's multiply-add if this Node.js supports it (22 and later).
 *
 * @throws Error if it hasn't been built
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

/** Instantiates a module on the given memory. */
export function startKernels<Kernels>(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}

/**
 * The exports of `assembly/optimizer.ts`, documented there, without the optimizers' own: those are declared by the
 * optimizers. Pointers are byte offsets in the memory; counts are float32 elements.
 */
export interface OptimizerKernels {
  add(count: number, from: number, to: number): void;
  copy(count: number, from: number, to: number): void;
  scale(count: number, factor: number, to: number): void;
  clip(count: number, limit: number, to: number): void;
  sumOfSquares(count: number, from: number): number;
  coast(w: number, momentum: number, count: number, shift: number, decay: number): void;
}

/** The exports of `assembly/matmul.ts`, documented there. Pointers are byte offsets in the memory. */
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

/** The exports of `assembly/layers.ts`, documented there. Pointers are byte offsets in the memory. */
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
  geluGradient(count: number, x: number, dy: number, dz: number): void;
  softmaxRows(rows: number, features: number, x: number, y: number): void;
  softmaxRowsGradient(rows: number, features: number, y: number, dy: number, dz: number): void;
  maxPool(
    previous: number,
    columns: number,
    features: number,
    table: number,
    indices: number,
    to: number,
    winners: number,
  ): void;
  maxPoolGradient(columns: number, features: number, dy: number, winners: number, gradient: number): void;
  normalizeRows(
    rows: number,
    features: number,
    epsilon: number,
    x: number,
    y: number,
    inverses: number,
  ): void;
  normalizeRowsGradient(
    rows: number,
    features: number,
    y: number,
    inverses: number,
    dy: number,
    dx: number,
  ): void;
  gatherRows(rows: number, features: number, table: number, indices: number, to: number): void;
  addGatheredRows(rows: number, features: number, table: number, indices: number, to: number): void;
  multiplyRows(rows: number, features: number, row: number, at: number): void;
  scaleRows(rows: number, features: number, factors: number, at: number): void;
  gruCell(count: number, gates: number, previous: number, h: number): void;
  gruBackward(
    recurrentActivation: number,
    activation: number,
    count: number,
    gates: number,
    previous: number,
    dh: number,
    dz: number,
    direct: number,
  ): void;
  gruResetBackward(
    recurrentActivation: number,
    count: number,
    gates: number,
    previous: number,
    gradient: number,
    dz: number,
    direct: number,
  ): void;
  dropoutRows(
    rows: number,
    features: number,
    table: number,
    indices: number,
    numbers: number,
    key: number,
    threshold: number,
    scale: number,
    to: number,
  ): void;
  dropoutColumns(
    features: number,
    columns: number,
    numbers: number,
    key: number,
    threshold: number,
    scale: number,
    at: number,
  ): void;
  add(count: number, from: number, to: number): void;
  scale(count: number, factor: number, from: number, to: number): void;
  maximum(count: number, from: number, to: number): void;
  maximumGradient(count: number, x: number, y: number, dy: number, to: number): void;
  multiply(count: number, a: number, b: number, to: number): void;
  clear(count: number, to: number): void;
  addToRows(rows: number, columns: number, row: number, to: number): void;
  sumRows(rows: number, columns: number, from: number, to: number): void;
  scatterAdd(rows: number, columns: number, indices: number, from: number, table: number): void;
  addTableRows(features: number, columns: number, table: number, indices: number, to: number): void;
  transpose(rows: number, columns: number, from: number, to: number): void;
  copyColumns(features: number, columns: number, from: number, to: number, width: number, at: number): void;
  sliceColumns(features: number, columns: number, from: number, width: number, at: number, to: number): void;
  growColumns(features: number, previous: number, columns: number, at: number, rows: number): void;
  shrinkColumns(features: number, kept: number, columns: number, at: number, rows: number): void;
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
