// Written by `npx nx run engine:kernel-types` from assembly/.
import type { Float32Pointer, Float64Pointer, Int32Pointer, Scalar } from './pointer';

/** The exports of `assembly/layers.ts`, documented there. */
export interface LayerKernels {
  activate(activation: Scalar, count: Scalar, x: Float32Pointer, y: Float32Pointer): void;
  activationGradient(
    activation: Scalar,
    count: Scalar,
    y: Float32Pointer,
    dy: Float32Pointer,
    dz: Float32Pointer,
  ): void;
  add(count: Scalar, from: Float32Pointer, to: Float32Pointer): void;
  addGatheredRows(
    rows: Scalar,
    features: Scalar,
    table: Float32Pointer,
    indices: Int32Pointer,
    to: Float32Pointer,
  ): void;
  addTableRows(
    features: Scalar,
    columns: Scalar,
    table: Float32Pointer,
    indices: Int32Pointer,
    to: Float32Pointer,
  ): void;
  addToRows(rows: Scalar, columns: Scalar, row: Float32Pointer, to: Float32Pointer): void;
  broadcastNewColumns(features: Scalar, previous: Scalar, columns: Scalar, at: Float32Pointer): void;
  clear(count: Scalar, to: Float32Pointer): void;
  columnSums(
    rows: Scalar,
    features: Scalar,
    x: Float32Pointer,
    y: Float32Pointer,
    sums: Float64Pointer,
  ): void;
  copyColumns(
    features: Scalar,
    columns: Scalar,
    from: Float32Pointer,
    to: Float32Pointer,
    width: Scalar,
    at: Scalar,
  ): void;
  dropoutColumns(
    features: Scalar,
    columns: Scalar,
    numbers: Int32Pointer,
    key: Scalar,
    threshold: Scalar,
    scale: Scalar,
    at: Float32Pointer,
  ): void;
  dropoutRows(
    rows: Scalar,
    features: Scalar,
    table: Float32Pointer,
    indices: Int32Pointer,
    numbers: Int32Pointer,
    key: Scalar,
    threshold: Scalar,
    scale: Scalar,
    to: Float32Pointer,
  ): void;
  dropoutWholeRows(
    rows: Scalar,
    features: Scalar,
    table: Float32Pointer,
    indices: Int32Pointer,
    numbers: Int32Pointer,
    key: Scalar,
    threshold: Scalar,
    scale: Scalar,
    to: Float32Pointer,
  ): void;
  gatherRows(
    rows: Scalar,
    features: Scalar,
    table: Float32Pointer,
    indices: Int32Pointer,
    to: Float32Pointer,
  ): void;
  geluGradient(count: Scalar, x: Float32Pointer, dy: Float32Pointer, dz: Float32Pointer): void;
  gemmSmall(
    m: Scalar,
    k: Scalar,
    n: Scalar,
    a: Float32Pointer,
    aRow: Scalar,
    aColumn: Scalar,
    b: Float32Pointer,
    bRow: Scalar,
    bColumn: Scalar,
    c: Float32Pointer,
  ): void;
  gemv(m: Scalar, k: Scalar, a: Float32Pointer, x: Float32Pointer, y: Float32Pointer): void;
  growColumns(
    features: Scalar,
    previous: Scalar,
    columns: Scalar,
    at: Float32Pointer,
    rows: Float32Pointer,
  ): void;
  gruBackward(
    recurrentActivation: Scalar,
    activation: Scalar,
    count: Scalar,
    gates: Float32Pointer,
    previous: Float32Pointer,
    dh: Float32Pointer,
    dz: Float32Pointer,
    direct: Float32Pointer,
  ): void;
  gruCell(count: Scalar, gates: Float32Pointer, previous: Float32Pointer, h: Float32Pointer): void;
  gruResetBackward(
    recurrentActivation: Scalar,
    count: Scalar,
    gates: Float32Pointer,
    previous: Float32Pointer,
    gradient: Float32Pointer,
    dz: Float32Pointer,
    direct: Float32Pointer,
  ): void;
  lstmBackward(
    recurrentActivation: Scalar,
    activation: Scalar,
    count: Scalar,
    gates: Float32Pointer,
    previousC: Float32Pointer,
    activatedC: Float32Pointer,
    dh: Float32Pointer,
    dc: Float32Pointer,
    dz: Float32Pointer,
  ): void;
  lstmCell(count: Scalar, gates: Float32Pointer, previousC: Float32Pointer, c: Float32Pointer): void;
  maxPool(
    previous: Scalar,
    columns: Scalar,
    features: Scalar,
    table: Float32Pointer,
    indices: Int32Pointer,
    to: Float32Pointer,
    winners: Int32Pointer,
  ): void;
  maxPoolGradient(
    columns: Scalar,
    features: Scalar,
    dy: Float32Pointer,
    winners: Int32Pointer,
    gradient: Float32Pointer,
  ): void;
  maximum(count: Scalar, from: Float32Pointer, to: Float32Pointer): void;
  maximumGradient(
    count: Scalar,
    x: Float32Pointer,
    y: Float32Pointer,
    dy: Float32Pointer,
    to: Float32Pointer,
  ): void;
  multiply(count: Scalar, a: Float32Pointer, b: Float32Pointer, to: Float32Pointer): void;
  multiplyRows(rows: Scalar, features: Scalar, row: Float32Pointer, at: Float32Pointer): void;
  normalizeRows(
    rows: Scalar,
    features: Scalar,
    epsilon: Scalar,
    x: Float32Pointer,
    y: Float32Pointer,
    inverses: Float32Pointer,
  ): void;
  normalizeRowsGradient(
    rows: Scalar,
    features: Scalar,
    y: Float32Pointer,
    inverses: Float32Pointer,
    dy: Float32Pointer,
    dx: Float32Pointer,
  ): void;
  reduceNewColumns(features: Scalar, previous: Scalar, columns: Scalar, at: Float32Pointer): void;
  scale(count: Scalar, factor: Scalar, from: Float32Pointer, to: Float32Pointer): void;
  scaleRows(rows: Scalar, features: Scalar, factors: Float32Pointer, at: Float32Pointer): void;
  scatterAdd(
    rows: Scalar,
    columns: Scalar,
    indices: Int32Pointer,
    from: Float32Pointer,
    table: Float32Pointer,
  ): void;
  shrinkColumns(
    features: Scalar,
    kept: Scalar,
    columns: Scalar,
    at: Float32Pointer,
    rows: Float32Pointer,
  ): void;
  sliceColumns(
    features: Scalar,
    columns: Scalar,
    from: Float32Pointer,
    width: Scalar,
    at: Scalar,
    to: Float32Pointer,
  ): void;
  softmaxRows(rows: Scalar, features: Scalar, x: Float32Pointer, y: Float32Pointer): void;
  softmaxRowsGradient(
    rows: Scalar,
    features: Scalar,
    y: Float32Pointer,
    dy: Float32Pointer,
    dz: Float32Pointer,
  ): void;
  sumRows(rows: Scalar, columns: Scalar, from: Float32Pointer, to: Float32Pointer): void;
  transpose(rows: Scalar, columns: Scalar, from: Float32Pointer, to: Float32Pointer): void;
}

/** The exports of `assembly/optimizer.ts`, documented there. */
export interface OptimizerKernels {
  adagrad(
    w: Float32Pointer,
    accumulator: Float32Pointer,
    g: Float32Pointer,
    n: Scalar,
    learningRate: Scalar,
    epsilon: Scalar,
  ): void;
  adam(
    w: Float32Pointer,
    m: Float32Pointer,
    v: Float32Pointer,
    g: Float32Pointer,
    n: Scalar,
    stepSize: Scalar,
    newM: Scalar,
    newV: Scalar,
    epsilon: Scalar,
    decay: Scalar,
  ): void;
  adamCatchUp(
    w: Float32Pointer,
    m: Float32Pointer,
    v: Float32Pointer,
    n: Scalar,
    s0: Scalar,
    s1: Scalar,
    s2: Scalar,
    s3: Scalar,
    decayM: Scalar,
    decayV: Scalar,
    epsilon: Scalar,
    decay: Scalar,
  ): void;
  add(count: Scalar, from: Float32Pointer, to: Float32Pointer): void;
  axpy(n: Scalar, factor: Scalar, x: Float32Pointer, y: Float32Pointer): void;
  clip(n: Scalar, limit: Scalar, to: Float32Pointer): void;
  coast(w: Float32Pointer, momentum: Float32Pointer, n: Scalar, shift: Scalar, decay: Scalar): void;
  copy(n: Scalar, from: Float32Pointer, to: Float32Pointer): void;
  rmsprop(
    w: Float32Pointer,
    velocity: Float32Pointer,
    momentum: Float32Pointer,
    average: Float32Pointer,
    g: Float32Pointer,
    n: Scalar,
    learningRate: Scalar,
    rho: Scalar,
    newShare: Scalar,
    rate: Scalar,
    epsilon: Scalar,
  ): void;
  scale(n: Scalar, factor: Scalar, to: Float32Pointer): void;
  sgd(w: Float32Pointer, g: Float32Pointer, n: Scalar, learningRate: Scalar): void;
  sgdMomentum(
    w: Float32Pointer,
    momentum: Float32Pointer,
    g: Float32Pointer,
    n: Scalar,
    learningRate: Scalar,
    rate: Scalar,
    nesterov: boolean,
  ): void;
  sumOfSquares(n: Scalar, from: Float32Pointer): number;
}

/** The exports of `assembly/matmul.ts`, documented there. */
export interface MatMulKernels {
  gemm(
    m: Scalar,
    k: Scalar,
    n: Scalar,
    a: Float32Pointer,
    aTransposed: boolean,
    b: Float32Pointer,
    bTransposed: boolean,
    c: Float32Pointer,
    panel: Float32Pointer,
  ): void;
  readonly PANEL_SIZE: WebAssembly.Global;
}
