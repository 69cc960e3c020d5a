import type { Matrix } from '../backend/matmul/matrix';
import type { PackedBatch } from '../backend/packing/packed-batch';
import type { Float32Pointer } from '../backend/pointer';
import { elementAt, NO_FLOATS } from '../backend/pointer';
import type { LayerSpec } from '../graph/model-spec';
import { ACTIVATIONS, rowActivation } from './activations';
import { afterDropout } from './dropout/after-dropout';
import { ColumnDropout } from './dropout/column-dropout';
import type { IndexedActivations, Layer, LayerContext, LayerType } from './layer';
import type { Gate } from './saturation';
import { saturationMeter } from './saturation';
import { allocateCells, allRows, maximumCells, newRows, unsupportedOption } from './layer';

/** A batch in the order in which a recurrent layer computes it, without time steps that have no column. */
export interface StepOrder {
  /** Columns per step. They grow, or shrink if the layer goes backwards. */
  batchSizes: readonly number[];
  /** Cells before each step, and the total at the end, in this order. */
  offsets: readonly number[];
  /** Whether column 0 is the shared padding: columns that join start as copies of it, else with zeros. */
  shared: boolean;
  /** Each step's first cell on the input's axis. */
  inputCells: readonly number[];
}

/**
 * What distinguishes recurrent layers: how the pre-activations z, [outputs, columns], become h, [units, columns], at step s.
 * A cell with more state than h, or with another path to it than `recurrentᵀ·h`, also implements the optional methods.
 */
export interface Cell {
  /** Rows of z: units × gates. */
  readonly outputs: number;
  /** In the order of their rows in z, which holds their activated values after `forward`: units rows each. */
  readonly gates: readonly { name: string; activation: string }[];
  /** The first rows of z, to which `recurrentᵀ·h` is added; default all. */
  readonly recurrentOutputs?: number;

  /**
   * Called before the first step.
   *
   * @param transposed the transposed recurrent kernel, [outputs, units]
   */
  begin?(order: StepOrder, transposed: Float32Pointer): void;
  /** Computes h, in place of the previous h. Overwrites z with what `backward` needs. */
  forward(order: StepOrder, s: number, z: Float32Pointer, h: Float32Pointer): void;
  /** Resizes the state to the columns of step s + 1. */
  resize?(order: StepOrder, s: number): void;

  /** Called before the last step's `backward`. */
  beginBackward?(order: StepOrder): void;
  /** Computes dz, the gradient of z, from dh, the gradient of h. */
  backward(order: StepOrder, s: number, z: Float32Pointer, dh: Float32Pointer, dz: Float32Pointer): void;
  /** Adds the gradient of the previous h that doesn't come through z. */
  addPreviousGradient?(order: StepOrder, s: number, dh: Float32Pointer): void;
  /** Resizes the gradients of the state to the columns of step s − 1. */
  resizeBack?(order: StepOrder, s: number): void;
  /**
   * Called at the end, to complete the gradient of the recurrent kernel.
   *
   * @param later the gradients of z after the first step, [cells, outputs]
   */
  endBackward?(order: StepOrder, later: Matrix): void;
}

/** Where a backwards layer puts its outputs: at the time step of their input, or as they are computed, as Keras does. */
export type OutputOrder = 'time' | 'computed';

type Config = LayerSpec['config'];

/** A layer type for a recurrent cell, with the options that Keras's recurrent layers share. */
export function recurrentType(
  activations: readonly string[],
  createCell: (context: LayerContext) => Cell,
): LayerType & { createOrdered(context: LayerContext, outputOrder: OutputOrder): Layer } {
  const createOrdered = (context: LayerContext, outputOrder: OutputOrder) => {
    const create = (inner: LayerContext) => new Recurrent(inner, createCell(inner), outputOrder);
    return afterDropout(context, context.config['dropout'] as number, create);
  };
  const dropsOut = (config: Config) => Boolean(config['dropout'] || config['recurrentDropout']);
  return {
    unsupported: (config) =>
      activations.map((key) => unsupportedRecurrent(config, key)).find(Boolean) ??
      unsupportedOption(config, { stateful: false, returnState: false, resetAfter: false }),
    sharesPadding: (config) => !config['goBackwards'] && !dropsOut(config),
    mask: (config) => {
      if (!config['returnSequences']) return 'used';
      // Keras reverses the mask together with the outputs.
      return config['goBackwards'] ? undefined : 'passed';
    },
    create: (context) => createOrdered(context, 'computed'),
    createOrdered,
  };
}

/**
 * The part that recurrent layers share: `z = kernelᵀ·x + recurrentᵀ·h + bias`. The input projection is one product over the
 * input's distinct rows, before the time steps; the weights' gradients are one product each, after them. Only the recurrent
 * product remains within a time step.
 */
class Recurrent implements Layer {
  readonly output: IndexedActivations;
  readonly gates: readonly Gate[];
  private readonly units: number;
  private readonly returnSequences: boolean;
  private readonly goBackwards: boolean;
  private readonly recurrentOutputs: number;
  private readonly dropout?: ColumnDropout;
  private order: StepOrder = { batchSizes: [], offsets: [0], shared: false, inputCells: [] };

  /** The transposed recurrent kernel, [outputs, units]. */
  private readonly transposed: Float32Pointer;
  /** The columns of the recurrent kernel that `recurrentᵀ·h` uses, [units, recurrentOutputs]; undefined if all. */
  private readonly recurrentColumns?: Float32Pointer;
  /** The transposed input table, [features, count]. */
  private readonly inputTransposed: Float32Pointer;
  /** `x·kernel + bias` for every row of the input table, [count, outputs], and its gradient. */
  private readonly inputProjection: Float32Pointer;
  private readonly inputProjectionGradient: Float32Pointer;
  /**
   * Pre-activations, one [outputs, columns] block per step. The backward pass overwrites each block with dz transposed, so
   * that all together are [cells, outputs].
   */
  private readonly z: Float32Pointer;
  /** The current hidden state, [units, columns]. */
  private readonly h: Float32Pointer;
  /** The hidden states before the second and later steps, [units, cells after the first step]. */
  private readonly previousHidden: Float32Pointer;
  /** Gradients of h and z at the current step. */
  private readonly dh: Float32Pointer;
  private readonly dz: Float32Pointer;

  constructor(
    private readonly context: LayerContext,
    private readonly cell: Cell,
    private readonly outputOrder: OutputOrder,
  ) {
    const { heap, config, columns, input, training } = context;
    const { outputs } = cell;
    const cells = maximumCells(context, input.axis);
    this.units = config['units'] as number;
    this.returnSequences = config['returnSequences'] === true;
    this.goBackwards = config['goBackwards'] === true;
    this.recurrentOutputs = cell.recurrentOutputs ?? outputs;
    const rate = (config['recurrentDropout'] ?? 0) as number;
    if (training && rate > 0) this.dropout = new ColumnDropout(context, this.units, rate);
    const forTraining = (count: number) => (training ? heap.allocate(count) : NO_FLOATS);
    this.transposed = heap.allocate(outputs * this.units);
    if (training && this.recurrentOutputs < outputs) {
      this.recurrentColumns = heap.allocate(this.units * this.recurrentOutputs);
    }
    this.inputProjection = heap.allocate(input.capacity * outputs);
    this.z = heap.allocate(cells * outputs);
    this.h = heap.allocate(columns * this.units);
    this.inputTransposed = forTraining(input.capacity * input.features);
    this.inputProjectionGradient = forTraining(input.capacity * outputs);
    this.previousHidden = forTraining(cells * this.units);
    this.dh = forTraining(columns * this.units);
    this.dz = forTraining(columns * outputs);
    const axis = this.returnSequences ? input.axis : context.axisOf(1);
    this.output = allocateCells(context, axis, this.units);
    this.gates = cell.gates.flatMap(({ name, activation }, i): Gate[] => {
      const measure = saturationMeter(activation);
      return measure ? [{ name, measure: () => measure(this.gateValues(i)) }] : [];
    });
  }

  forward(): void {
    const { context, cell, units, h, output, returnSequences } = this;
    const { kernels, matmul, weights, input, training } = context;
    const { outputs } = cell;
    const { packed } = input.axis;
    const order = (this.order = stepOrder(packed, this.goBackwards));
    const { batchSizes, offsets, inputCells } = order;
    const last = batchSizes.length - 1;
    const recurrent: Matrix = { pointer: this.transposed, rows: this.recurrentOutputs, columns: units };
    const inputProjection = elementAt(this.inputProjection, input.begin * outputs);
    matmul.multiply(newRows(input), this.kernel(), inputProjection);
    if ('bias' in weights) {
      kernels.addToRows(input.count - input.begin, outputs, weights['bias'], inputProjection);
    }
    kernels.transpose(units, outputs, weights['recurrent_kernel'], this.transposed);
    cell.begin?.(order, this.transposed);
    output.count = returnSequences ? packed.offsets[packed.offsets.length - 1] : packed.columns;
    // Masked rows without a token keep the initial state.
    if (!returnSequences && packed.columns > (batchSizes[last] ?? 0)) {
      kernels.clear(output.count * units, output.table);
    }

    for (const [s, n] of batchSizes.entries()) {
      const z = this.zAt(s);
      const product = s === 0 ? 0 : this.recurrentOutputs;
      if (product < outputs) kernels.clear((outputs - product) * n, elementAt(z, product * n));
      if (s > 0) matmul.multiply(recurrent, { pointer: h, rows: units, columns: n }, z);
      kernels.addTableRows(outputs, n, this.inputProjection, elementAt(input.indices, inputCells[s]), z);
      cell.forward(order, s, z, h);
      if (returnSequences)
        kernels.transpose(units, n, h, elementAt(output.table, units * this.outputCell(s)));
      if (s === last) break;
      const next = batchSizes[s + 1];
      if (next > n) {
        if (order.shared) kernels.broadcastNewColumns(units, n, next, h);
        else kernels.growColumns(units, n, next, h, NO_FLOATS);
      } else if (next < n) {
        kernels.shrinkColumns(units, next, n, h, returnSequences ? NO_FLOATS : output.table);
      }
      if (next !== n) cell.resize?.(order, s);
      this.dropout?.apply(next, h);
      if (training) {
        const at = offsets[s + 1] - batchSizes[0];
        kernels.copyColumns(units, next, h, this.previousHidden, laterCells(order), at);
      }
    }
    if (!returnSequences && last >= 0) kernels.transpose(units, batchSizes[last], h, output.table);
  }

  backward(): void {
    const { context, cell, units, output, order, dh, dz, returnSequences } = this;
    const { kernels, matmul, gradients, input, identity } = context;
    const { outputs } = cell;
    const { batchSizes, inputCells } = order;
    const outputGradient = output.gradient as Float32Pointer;
    const last = batchSizes.length - 1;
    const recurrent = this.recurrentKernel();
    kernels.clear(input.count * outputs, this.inputProjectionGradient);
    if (last >= 0) {
      kernels.clear(units * batchSizes[last], dh);
      if (!returnSequences) kernels.addTableRows(units, batchSizes[last], outputGradient, identity, dh);
      cell.beginBackward?.(order);
    }
    for (let s = last; s >= 0; s--) {
      const n = batchSizes[s];
      if (returnSequences) {
        kernels.addTableRows(units, n, outputGradient, elementAt(identity, this.outputCell(s)), dh);
      }
      const z = this.zAt(s);
      cell.backward(order, s, z, dh, dz);
      kernels.transpose(outputs, n, dz, z);
      kernels.scatterAdd(
        n,
        outputs,
        elementAt(input.indices, inputCells[s]),
        z,
        this.inputProjectionGradient,
      );
      if (s === 0) break;
      matmul.multiply(recurrent, { pointer: dz, rows: this.recurrentOutputs, columns: n }, dh);
      cell.addPreviousGradient?.(order, s, dh);
      this.dropout?.apply(n, dh);
      const previous = batchSizes[s - 1];
      if (previous < n) {
        if (order.shared) kernels.reduceNewColumns(units, previous, n, dh);
        else kernels.shrinkColumns(units, previous, n, dh, NO_FLOATS);
      } else if (previous > n) {
        kernels.growColumns(units, n, previous, dh, returnSequences ? NO_FLOATS : outputGradient);
      }
      if (previous !== n) cell.resizeBack?.(order, s);
    }

    const previousHidden: Matrix = { pointer: this.previousHidden, rows: units, columns: laterCells(order) };
    const later: Matrix = { pointer: this.zAt(1), rows: laterCells(order), columns: outputs };
    const inputProjection: Matrix = {
      pointer: this.inputProjectionGradient,
      rows: input.count,
      columns: outputs,
    };
    matmul.multiply(previousHidden, later, gradients['recurrent_kernel']);
    cell.endBackward?.(order, later);
    // Transposing first is faster: ONNX Runtime's product takes 1.5× the time with a transposed factor.
    kernels.transpose(input.count, input.features, input.table, this.inputTransposed);
    matmul.multiply(this.transposedInput(), inputProjection, gradients['kernel']);
    if ('bias' in gradients) {
      kernels.sumRows(input.count, outputs, this.inputProjectionGradient, gradients['bias']);
    }
    if (input.gradient !== undefined) matmul.multiply(inputProjection, this.kernel(), input.gradient, 'b');
  }

  /** The gate's activated values by step, until `backward` overwrites them. */
  private *gateValues(gate: number): Generator<Float32Array> {
    for (const [s, n] of this.order.batchSizes.entries()) {
      const count = this.units * n;
      yield this.context.heap.floats(elementAt(this.zAt(s), gate * count), count);
    }
  }

  private zAt(s: number): Float32Pointer {
    return elementAt(this.z, this.cell.outputs * (this.order.offsets[s] ?? 0));
  }

  /** Step s's first cell on the output's axis. */
  private outputCell(s: number): number {
    return (this.outputOrder === 'time' ? this.order.inputCells : this.order.offsets)[s];
  }

  /** The columns of the recurrent kernel that `recurrentᵀ·h` uses. */
  private recurrentKernel(): Matrix {
    const { units, recurrentOutputs, recurrentColumns, cell } = this;
    const { kernels, weights } = this.context;
    const kernel = weights['recurrent_kernel'];
    if (recurrentColumns === undefined) return { pointer: kernel, rows: units, columns: recurrentOutputs };
    kernels.sliceColumns(units, recurrentOutputs, kernel, cell.outputs, 0, recurrentColumns);
    return { pointer: recurrentColumns, rows: units, columns: recurrentOutputs };
  }

  private transposedInput(): Matrix {
    const { rows, columns } = allRows(this.context.input);
    return { pointer: this.inputTransposed, rows: columns, columns: rows };
  }

  private kernel(): Matrix {
    const { weights, input } = this.context;
    return { pointer: weights['kernel'], rows: input.features, columns: this.cell.outputs };
  }
}

/** A cell activates single elements, and keeps only the output. */
function unsupportedRecurrent(config: Config, key: string): string | undefined {
  const name = String(config[key]);
  const supported = name in ACTIVATIONS && !rowActivation(name)?.needsInput;
  return supported ? undefined : `${key} ${JSON.stringify(config[key])}`;
}

function stepOrder({ batchSizes, offsets, firstColumn }: PackedBatch, backwards: boolean): StepOrder {
  const shared = firstColumn === 1;
  const empty = batchSizes.findIndex((count) => count > 0);
  if (!backwards && empty === 0) return { batchSizes, offsets, shared, inputCells: offsets };
  const steps = [...batchSizes.keys()].filter((t) => batchSizes[t] > 0);
  if (backwards) steps.reverse();
  const order = { batchSizes: steps.map((t) => batchSizes[t]), offsets: [0], shared };
  for (const count of order.batchSizes) order.offsets.push(order.offsets[order.offsets.length - 1] + count);
  return { ...order, inputCells: steps.map((t) => offsets[t]) };
}

/** Cells after the first step. */
export function laterCells({ batchSizes, offsets }: StepOrder): number {
  return offsets[batchSizes.length] - (batchSizes[0] ?? 0);
}
