import type { Matrix } from '../../backend/matmul/matrix';
import type { Float32Pointer } from '../../backend/pointer';
import { elementAt, NO_FLOATS } from '../../backend/pointer';
import { ACTIVATIONS } from '../activations';
import type { LayerContext } from '../layer';
import { maximumCells } from '../layer';
import type { Cell, StepOrder } from '../recurrent';
import { laterCells, recurrentType } from '../recurrent';

/**
 * Keras's `GRU` with `resetAfter: false` and its gate order z, r, h: `g ← activation(W·x + U·(r·h) + b)`,
 * `h ← z·h + (1 − z)·g` (Cho et al. 2014).
 */
export const gru = recurrentType(['activation', 'recurrentActivation'], (context) => new GruCell(context));

/** The product of g isn't with h but with r·h, so that the cell computes it itself. */
class GruCell implements Cell {
  readonly outputs: number;
  readonly gates: Cell['gates'];
  readonly recurrentOutputs: number;
  private readonly units: number;
  private readonly recurrentActivation: number;
  private readonly activation: number;
  /** The transposed recurrent kernel of g, [units, units]. */
  private candidateKernel: Matrix = { pointer: NO_FLOATS, rows: 0, columns: 0 };
  /** h before each step, one [units, columns] block per step. */
  private readonly previous: Float32Pointer;
  /** r·h at the current step, and its product with U. The backward pass keeps their gradients here. */
  private readonly resetHidden: Float32Pointer;
  private readonly product: Float32Pointer;
  /** r·h at the second and later steps, [units, cells after the first step]. */
  private readonly laterResetHidden: Float32Pointer;
  /** The gradient of the previous h that doesn't come through the gates' products. */
  private readonly direct: Float32Pointer;
  /** The part of the gradients that belongs to g: of z, [cells, units], and of the recurrent kernel, [units, units]. */
  private readonly laterCandidate: Float32Pointer;
  private readonly candidateGradient: Float32Pointer;

  constructor(private readonly context: LayerContext) {
    const { heap, config, columns, training } = context;
    const cells = maximumCells(context, context.input.axis);
    this.units = config['units'] as number;
    this.outputs = 3 * this.units;
    this.recurrentOutputs = 2 * this.units;
    this.recurrentActivation = ACTIVATIONS[config['recurrentActivation'] as string];
    this.activation = ACTIVATIONS[config['activation'] as string];
    const gate = (name: string, key = 'recurrentActivation') => ({ name, activation: config[key] as string });
    this.gates = [gate('update'), gate('reset'), gate('candidate', 'activation')];
    const forTraining = (count: number) => (training ? heap.allocate(count) : NO_FLOATS);
    this.previous = heap.allocate((training ? cells : columns) * this.units);
    this.resetHidden = heap.allocate(columns * this.units);
    this.product = heap.allocate(columns * this.units);
    this.laterResetHidden = forTraining(cells * this.units);
    this.direct = forTraining(columns * this.units);
    this.laterCandidate = forTraining(cells * this.units);
    this.candidateGradient = forTraining(this.units * this.units);
  }

  begin(_: StepOrder, transposed: Float32Pointer): void {
    const { units } = this;
    this.candidateKernel = {
      pointer: elementAt(transposed, 2 * units * units),
      rows: units,
      columns: units,
    };
  }

  forward(order: StepOrder, s: number, z: Float32Pointer, h: Float32Pointer): void {
    const { units, product, resetHidden } = this;
    const { kernels, matmul, training } = this.context;
    const n = order.batchSizes[s];
    const count = units * n;
    const [r, g] = [elementAt(z, count), elementAt(z, 2 * count)];
    const previous = this.previousAt(order, s);
    kernels.activate(this.recurrentActivation, 2 * count, z, z);
    if (s === 0) {
      kernels.clear(count, previous);
    } else {
      kernels.activate(ACTIVATIONS['linear'], count, h, previous);
      kernels.multiply(count, r, previous, resetHidden);
      matmul.multiply(this.candidateKernel, { pointer: resetHidden, rows: units, columns: n }, product);
      kernels.add(count, product, g);
      if (training) {
        const later = laterCells(order);
        const at = order.offsets[s] - order.batchSizes[0];
        kernels.copyColumns(units, n, resetHidden, this.laterResetHidden, later, at);
      }
    }
    kernels.activate(this.activation, count, g, g);
    kernels.gruCell(count, z, previous, h);
  }

  backward(order: StepOrder, s: number, z: Float32Pointer, dh: Float32Pointer, dz: Float32Pointer): void {
    const { units, product, direct, activation, recurrentActivation } = this;
    const { kernels, matmul } = this.context;
    const n = order.batchSizes[s];
    const count = units * n;
    const previous = this.previousAt(order, s);
    kernels.gruBackward(recurrentActivation, activation, count, z, previous, dh, dz, direct);
    if (s === 0) {
      kernels.clear(count, elementAt(dz, count));
      return;
    }
    const dg: Matrix = { pointer: elementAt(dz, 2 * count), rows: units, columns: n };
    matmul.multiply(this.candidateKernel, dg, product, 'a');
    kernels.gruResetBackward(recurrentActivation, count, z, previous, product, dz, direct);
  }

  addPreviousGradient({ batchSizes }: StepOrder, s: number, dh: Float32Pointer): void {
    this.context.kernels.add(this.units * batchSizes[s], this.direct, dh);
  }

  endBackward(order: StepOrder, later: Matrix): void {
    const { units, outputs } = this;
    const { kernels, matmul, gradients } = this.context;
    kernels.sliceColumns(later.rows, units, later.pointer, outputs, 2 * units, this.laterCandidate);
    const resetHidden: Matrix = { pointer: this.laterResetHidden, rows: units, columns: laterCells(order) };
    const candidate: Matrix = { pointer: this.laterCandidate, rows: later.rows, columns: units };
    matmul.multiply(resetHidden, candidate, this.candidateGradient);
    const gradient = gradients['recurrent_kernel'];
    kernels.copyColumns(units, units, this.candidateGradient, gradient, outputs, 2 * units);
  }

  /** The block of step s. Without training there is only one, which each step overwrites. */
  private previousAt({ offsets }: StepOrder, s: number): Float32Pointer {
    return this.context.training ? elementAt(this.previous, this.units * offsets[s]) : this.previous;
  }
}
