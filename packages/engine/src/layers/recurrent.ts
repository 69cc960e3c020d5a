import type { Matrix } from '../backend/matmul/matrix';
import type { Shape } from '../backend/packing/shape';
import type { Layer, LayerContext, Rows } from './layer';
import { allocateRows, BYTES, newRows } from './layer';

/** The options of Keras's recurrent layers that are computed as they are here only. */
export const RECURRENT_OPTIONS = {
  useBias: true,
  dropout: 0,
  recurrentDropout: 0,
  goBackwards: false,
  stateful: false,
  returnState: false,
} as const;

/**
 * What makes one recurrent layer another: how z, [outputs, columns], becomes h, [units, columns], at a time step. A cell
 * with a state besides h begins, widens and narrows that too.
 */
export interface Cell {
  /** Of z. */
  readonly outputs: number;
  /** Before the first step. */
  begin?(shape: Shape): void;
  /** Writes h, and leaves in z what `backward` needs. */
  forward(shape: Shape, t: number, z: number, h: number): void;
  /** Gives the columns that join at step t + 1 their state. */
  widen?(shape: Shape, t: number): void;
  /** Before the last step. */
  beginBackward?(shape: Shape): void;
  /** Writes the gradient of z from that of h. */
  backward(shape: Shape, t: number, z: number, dh: number, dz: number): void;
  /** Takes the gradients of the columns that joined at step t together. */
  narrow?(shape: Shape, t: number): void;
}

/**
 * What LSTM and SimpleRNN share: `z = kernelᵀ·x + recurrentᵀ·h + bias`. What the input adds is one product for all its
 * distinct rows, before the time steps, and so are the gradients of all weights, after them; within a time step only
 * the recurrent product is left.
 */
export class Recurrent implements Layer {
  readonly output: Rows;
  private readonly units: number;
  private readonly returnSequences: boolean;
  /** [outputs, units], the transposed recurrent kernel. */
  private readonly transposed: number;
  /** [features, count], the transposed input. */
  private readonly inputTransposed: number;
  /** What the input's rows add to z, [count, outputs], and the gradient of that. */
  private readonly added: number;
  private readonly addedGradient: number;
  /** Of each cell, by time step [outputs, columns]; in its place comes the gradient, row by row, [cells, outputs]. */
  private readonly z: number;
  /** The present state, [units, columns], and those before the second and later steps, [units, cells]. */
  private readonly h: number;
  private readonly before: number;
  /** Gradients at the present time step. */
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
    this.added = heap.allocate(input.capacity * outputs);
    this.z = heap.allocate(cells * outputs);
    this.h = heap.allocate(columns * this.units);
    this.inputTransposed = forTraining(input.capacity * input.features);
    this.addedGradient = forTraining(input.capacity * outputs);
    this.before = forTraining(cells * this.units);
    this.dh = forTraining(columns * this.units);
    this.dz = forTraining(columns * outputs);
    this.output = allocateRows(context, { features: this.units, capacity: cells, ids: identity });
  }

  forward(shape: Shape): void {
    const { context, cell, units, h, output } = this;
    const { kernels, products, weights, input, training } = context;
    const { outputs } = cell;
    const { columns, offsets } = shape;
    const last = columns.length - 1;
    const transposed: Matrix = { pointer: this.transposed, rows: outputs, columns: units };
    const added = this.added + BYTES * input.begin * outputs;
    products.multiply(newRows(input), this.kernel(), added);
    kernels.addToRows(input.count - input.begin, outputs, weights['bias'], added);
    kernels.transpose(units, outputs, weights['recurrent_kernel'], this.transposed);
    cell.begin?.(shape);

    for (const [t, n] of columns.entries()) {
      const z = this.zAt(shape, t);
      if (t === 0) kernels.clear(outputs * n, z);
      else products.multiply(transposed, { pointer: h, rows: units, columns: n }, z);
      kernels.addTableRows(outputs, n, this.added, input.ids + BYTES * offsets[t], z);
      cell.forward(shape, t, z, h);
      if (this.returnSequences) kernels.transpose(units, n, h, output.table + BYTES * units * offsets[t]);
      if (t === last) break;
      const next = columns[t + 1];
      if (next > n) {
        kernels.widen(units, n, next, h);
        cell.widen?.(shape, t);
      }
      if (training)
        kernels.place(units, next, h, this.before, laterCells(shape), offsets[t + 1] - columns[0]);
    }
    output.count = this.returnSequences ? offsets[last + 1] : columns[last];
    if (!this.returnSequences) kernels.transpose(units, columns[last], h, output.table);
  }

  backward(shape: Shape): void {
    const { context, cell, units, output, dh, dz } = this;
    const { kernels, products, weights, gradients, input, identity } = context;
    const { outputs } = cell;
    const { columns, offsets } = shape;
    const outputGradient = output.gradient as number;
    const last = columns.length - 1;
    const recurrent: Matrix = { pointer: weights['recurrent_kernel'], rows: units, columns: outputs };
    kernels.clear(input.count * outputs, this.addedGradient);
    kernels.clear(units * columns[last], dh);
    if (!this.returnSequences) kernels.addTableRows(units, columns[last], outputGradient, identity, dh);
    cell.beginBackward?.(shape);

    for (let t = last; t >= 0; t--) {
      const n = columns[t];
      const ids = BYTES * offsets[t];
      if (this.returnSequences) kernels.addTableRows(units, n, outputGradient, identity + ids, dh);
      const z = this.zAt(shape, t);
      cell.backward(shape, t, z, dh, dz);
      kernels.transpose(outputs, n, dz, z);
      kernels.scatterAdd(n, outputs, input.ids + ids, z, this.addedGradient);
      if (t === 0) break;
      products.multiply(recurrent, { pointer: dz, rows: outputs, columns: n }, dh);
      if (columns[t - 1] < n) {
        kernels.narrow(units, columns[t - 1], n, dh);
        cell.narrow?.(shape, t);
      }
    }
    const before: Matrix = { pointer: this.before, rows: units, columns: laterCells(shape) };
    const later: Matrix = { pointer: this.zAt(shape, 1), rows: laterCells(shape), columns: outputs };
    const added: Matrix = { pointer: this.addedGradient, rows: input.count, columns: outputs };
    products.multiply(before, later, gradients['recurrent_kernel']);
    // ONNX Runtime takes half as long again to read a factor across its rows.
    kernels.transpose(input.count, input.features, input.table, this.inputTransposed);
    products.multiply(this.transposedInput(), added, gradients['kernel']);
    kernels.sumRows(input.count, outputs, this.addedGradient, gradients['bias']);
    if (input.gradient !== undefined) products.multiply(added, this.kernel(), input.gradient, 'b');
  }

  private zAt({ offsets }: Shape, t: number): number {
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

/** Cells behind the first time step. */
function laterCells({ columns, offsets }: Shape): number {
  return offsets[columns.length] - columns[0];
}
