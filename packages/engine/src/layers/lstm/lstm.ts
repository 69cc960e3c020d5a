import type { Float32Pointer } from '../../backend/pointer';
import { elementAt, NO_FLOATS } from '../../backend/pointer';
import { ACTIVATIONS } from '../activations';
import type { LayerContext } from '../layer';
import { maximumCells } from '../layer';
import type { Cell, StepOrder } from '../recurrent';
import { recurrentType } from '../recurrent';

/**
 * Keras's `LSTM`, with its gate order i, f, c, o: `c ← f·c + i·g`, `h ← o·activation(c)` (Hochreiter and Schmidhuber 1997;
 * forget gate: Gers, Schmidhuber and Cummins 2000).
 */
export const lstm = recurrentType(['activation', 'recurrentActivation'], (context) => new LstmCell(context));

class LstmCell implements Cell {
  readonly outputs: number;
  readonly gates: Cell['gates'];
  private readonly units: number;
  private readonly recurrentActivation: number;
  private readonly activation: number;
  /** The cell state before each step and after the last, one [units, columns] block per step. */
  private readonly c: Float32Pointer;
  /** `activation(c)` after each step, alike. */
  private readonly activatedC: Float32Pointer;
  /** The gradient of c at the current step. */
  private readonly dc: Float32Pointer;

  constructor(private readonly context: LayerContext) {
    const { heap, config, columns, training } = context;
    const cells = maximumCells(context, context.input.axis);
    this.units = config['units'] as number;
    this.outputs = 4 * this.units;
    this.recurrentActivation = ACTIVATIONS[config['recurrentActivation'] as string];
    this.activation = ACTIVATIONS[config['activation'] as string];
    const gate = (name: string, key = 'recurrentActivation') => ({ name, activation: config[key] as string });
    this.gates = [gate('input'), gate('forget'), gate('candidate', 'activation'), gate('output')];
    // One block more than steps: the state after the last one.
    this.c = heap.allocate((cells + columns) * this.units);
    this.activatedC = heap.allocate(cells * this.units);
    this.dc = training ? heap.allocate(columns * this.units) : NO_FLOATS;
  }

  begin(order: StepOrder): void {
    const { batchSizes } = order;
    if (batchSizes.length > 0)
      this.context.kernels.clear(this.units * batchSizes[0], this.at(this.c, order, 0));
  }

  forward(order: StepOrder, s: number, z: Float32Pointer, h: Float32Pointer): void {
    const { kernels } = this.context;
    const count = this.units * order.batchSizes[s];
    const g = elementAt(z, 2 * count);
    const o = elementAt(z, 3 * count);
    kernels.activate(this.recurrentActivation, 2 * count, z, z);
    kernels.activate(this.activation, count, g, g);
    kernels.activate(this.recurrentActivation, count, o, o);
    const c = this.at(this.c, order, s + 1);
    const activatedC = this.at(this.activatedC, order, s);
    kernels.lstmCell(count, z, this.at(this.c, order, s), c);
    kernels.activate(this.activation, count, c, activatedC);
    kernels.multiply(count, o, activatedC, h);
  }

  resize(order: StepOrder, s: number): void {
    const { kernels } = this.context;
    const [n, next] = [order.batchSizes[s], order.batchSizes[s + 1]];
    const c = this.at(this.c, order, s + 1);
    if (next < n) kernels.shrinkColumns(this.units, next, n, c, NO_FLOATS);
    else if (order.shared) kernels.broadcastNewColumns(this.units, n, next, c);
    else kernels.growColumns(this.units, n, next, c, NO_FLOATS);
  }

  beginBackward({ batchSizes }: StepOrder): void {
    this.context.kernels.clear(this.units * batchSizes[batchSizes.length - 1], this.dc);
  }

  backward(order: StepOrder, s: number, z: Float32Pointer, dh: Float32Pointer, dz: Float32Pointer): void {
    const { context, units, dc, recurrentActivation, activation } = this;
    context.kernels.lstmBackward(
      recurrentActivation,
      activation,
      units * order.batchSizes[s],
      z,
      this.at(this.c, order, s),
      this.at(this.activatedC, order, s),
      dh,
      dc,
      dz,
    );
  }

  resizeBack({ batchSizes, shared }: StepOrder, s: number): void {
    const { kernels } = this.context;
    const [previous, n] = [batchSizes[s - 1], batchSizes[s]];
    if (previous > n) kernels.growColumns(this.units, n, previous, this.dc, NO_FLOATS);
    else if (shared) kernels.reduceNewColumns(this.units, previous, n, this.dc);
    else kernels.shrinkColumns(this.units, previous, n, this.dc, NO_FLOATS);
  }

  /** The block of step s. Without training there is only one, which each step overwrites. */
  private at(states: Float32Pointer, { offsets }: StepOrder, s: number): Float32Pointer {
    return this.context.training ? elementAt(states, this.units * offsets[s]) : states;
  }
}
