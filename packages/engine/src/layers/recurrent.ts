import type { Matrix } from '../backend/matmul/matrix';
import type { PackedBatch } from '../backend/packing/packed-batch';
import type { IndexedActivations, Layer, LayerContext } from './layer';
import { allocateActivations, BYTES, newRows } from './layer';

/** Options of Keras's recurrent layers for which only this value is supported. */
export const RECURRENT_OPTIONS = {
  useBias: true,
  dropout: 0,
  recurrentDropout: 0,
  goBackwards: false,
  stateful: false,
  returnState: false,
} as const;

/**
 * What distinguishes recurrent layers: how the pre-activations z, [outputs, columns], become h, [units, columns], at a
 * time step. A cell with more state than h also implements the optional methods.
 */
export interface Cell {
  /** Rows of z: units × gates. */
  readonly outputs: number;
  /** Called before the first time step. */
  begin?(packed: PackedBatch): void;
  /** Computes h. Overwrites z with what `backward` needs. */
  forward(packed: PackedBatch, t: number, z: number, h: number): void;
  /** Copies the state of column 0 to the columns that join at step t + 1. */
  broadcastNewColumns?(packed: PackedBatch, t: number): void;
  /** Called before the last time step's `backward`. */
  beginBackward?(packed: PackedBatch): void;
  /** Computes dz, the gradient of z, from dh, the gradient of h. */
  backward(packed: PackedBatch, t: number, z: number, dh: number, dz: number): void;
  /** Adds the state gradients of the columns that joined at step t to column 0's. */
  reduceNewColumns?(packed: PackedBatch, t: number): void;
}

/**
 * The part that LSTM and SimpleRNN share: `z = kernelᵀ·x + recurrentᵀ·h + bias`. The input projection is one product over
 * the input's distinct rows, before the time steps; the weights' gradients are one product each, after them. Only the
 * recurrent product remains within a time step.
 */
export class Recurrent implements Layer {
  readonly output: IndexedActivations;
  private readonly units: number;
  private readonly returnSequences: boolean;
  /** The transposed recurrent kernel, [outputs, units]. */
  private readonly transposed: number;
  /** The transposed input table, [features, count]. */
  private readonly inputTransposed: number;
  /** `x·kernel + bias` for every row of the input table, [count, outputs], and its gradient. */
  private readonly inputProjection: number;
  private readonly inputProjectionGradient: number;
  /**
   * Pre-activations, one [outputs, columns] block per time step. The backward pass overwrites each block with dz
   * transposed, so that all together are [cells, outputs].
   */
  private readonly z: number;
  /** The current hidden state, [units, columns]. */
  private readonly h: number;
  /** The hidden states before the second and later time steps, [units, cells after the first step]. */
  private readonly previousHidden: number;
  /** Gradients of h and z at the current time step. */
  private readonly dh: number;
  private readonly dz: number;

  constructor(
    private readonly context: LayerContext,
    private readonly cell: Cell,
  ) {
    const { heap, config, cells, columns, identity, input, training } = context;
    const { outputs } = cell;
    this.units = config['units'] as number;
    this.returnSequences = config['returnSequences'] === true;
    const forTraining = (count: number) => (training ? heap.allocate(count) : 0);
    this.transposed = heap.allocate(outputs * this.units);
    this.inputProjection = heap.allocate(input.capacity * outputs);
    this.z = heap.allocate(cells * outputs);
    this.h = heap.allocate(columns * this.units);
    this.inputTransposed = forTraining(input.capacity * input.features);
    this.inputProjectionGradient = forTraining(input.capacity * outputs);
    this.previousHidden = forTraining(cells * this.units);
    this.dh = forTraining(columns * this.units);
    this.dz = forTraining(columns * outputs);
    this.output = allocateActivations(context, { features: this.units, capacity: cells, indices: identity });
  }

  forward(packed: PackedBatch): void {
    const { context, cell, units, h, output } = this;
    const { kernels, matmul, weights, input, training } = context;
    const { outputs } = cell;
    const { batchSizes, offsets } = packed;
    const last = batchSizes.length - 1;
    const transposed: Matrix = { pointer: this.transposed, rows: outputs, columns: units };
    const inputProjection = this.inputProjection + BYTES * input.begin * outputs;
    matmul.multiply(newRows(input), this.kernel(), inputProjection);
    kernels.addToRows(input.count - input.begin, outputs, weights['bias'], inputProjection);
    kernels.transpose(units, outputs, weights['recurrent_kernel'], this.transposed);
    cell.begin?.(packed);

    for (const [t, n] of batchSizes.entries()) {
      const z = this.zAt(packed, t);
      if (t === 0) kernels.clear(outputs * n, z);
      else matmul.multiply(transposed, { pointer: h, rows: units, columns: n }, z);
      kernels.addTableRows(outputs, n, this.inputProjection, input.indices + BYTES * offsets[t], z);
      cell.forward(packed, t, z, h);
      if (this.returnSequences) kernels.transpose(units, n, h, output.table + BYTES * units * offsets[t]);
      if (t === last) break;
      const next = batchSizes[t + 1];
      if (next > n) {
        kernels.broadcastNewColumns(units, n, next, h);
        cell.broadcastNewColumns?.(packed, t);
      }
      if (training)
        kernels.copyColumns(
          units,
          next,
          h,
          this.previousHidden,
          laterCells(packed),
          offsets[t + 1] - batchSizes[0],
        );
    }
    output.count = this.returnSequences ? offsets[last + 1] : batchSizes[last];
    if (!this.returnSequences) kernels.transpose(units, batchSizes[last], h, output.table);
  }

  backward(packed: PackedBatch): void {
    const { context, cell, units, output, dh, dz } = this;
    const { kernels, matmul, weights, gradients, input, identity } = context;
    const { outputs } = cell;
    const { batchSizes, offsets } = packed;
    const outputGradient = output.gradient as number;
    const last = batchSizes.length - 1;
    const recurrent: Matrix = { pointer: weights['recurrent_kernel'], rows: units, columns: outputs };
    kernels.clear(input.count * outputs, this.inputProjectionGradient);
    kernels.clear(units * batchSizes[last], dh);
    if (!this.returnSequences) kernels.addTableRows(units, batchSizes[last], outputGradient, identity, dh);
    cell.beginBackward?.(packed);

    for (let t = last; t >= 0; t--) {
      const n = batchSizes[t];
      const cellOffset = BYTES * offsets[t];
      if (this.returnSequences) kernels.addTableRows(units, n, outputGradient, identity + cellOffset, dh);
      const z = this.zAt(packed, t);
      cell.backward(packed, t, z, dh, dz);
      kernels.transpose(outputs, n, dz, z);
      kernels.scatterAdd(n, outputs, input.indices + cellOffset, z, this.inputProjectionGradient);
      if (t === 0) break;
      matmul.multiply(recurrent, { pointer: dz, rows: outputs, columns: n }, dh);
      if (batchSizes[t - 1] < n) {
        kernels.reduceNewColumns(units, batchSizes[t - 1], n, dh);
        cell.reduceNewColumns?.(packed, t);
      }
    }
    const previousHidden: Matrix = { pointer: this.previousHidden, rows: units, columns: laterCells(packed) };
    const later: Matrix = { pointer: this.zAt(packed, 1), rows: laterCells(packed), columns: outputs };
    const inputProjection: Matrix = {
      pointer: this.inputProjectionGradient,
      rows: input.count,
      columns: outputs,
    };
    matmul.multiply(previousHidden, later, gradients['recurrent_kernel']);
    // Transposing first is faster: ONNX Runtime's product takes 1.5× the time with a transposed factor.
    kernels.transpose(input.count, input.features, input.table, this.inputTransposed);
    matmul.multiply(this.transposedInput(), inputProjection, gradients['kernel']);
    kernels.sumRows(input.count, outputs, this.inputProjectionGradient, gradients['bias']);
    if (input.gradient !== undefined) matmul.multiply(inputProjection, this.kernel(), input.gradient, 'b');
  }

  private zAt({ offsets }: PackedBatch, t: number): number {
    return this.context.training ? this.z + BYTES * this.cell.outputs * offsets[t] : this.z;
  }

  private transposedInput(): Matrix {
    const { count, features } = this.context.input;
    return { pointer: this.inputTransposed, rows: features, columns: count };
  }

  private kernel(): Matrix {
    const { weights, input } = this.context;
    return { pointer: weights['kernel'], rows: input.features, columns: this.cell.outputs };
  }
}

/** Cells after the first time step. */
function laterCells({ batchSizes, offsets }: PackedBatch): number {
  return offsets[batchSizes.length] - batchSizes[0];
}
