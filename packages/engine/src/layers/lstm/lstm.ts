import type { PackedBatch } from '../../backend/packing/packed-batch';
import { ACTIVATIONS } from '../activations';
import type { LayerContext, LayerType } from '../layer';
import { BYTES, unsupportedActivation, unsupportedOption } from '../layer';
import type { Cell } from '../recurrent';
import { Recurrent, RECURRENT_OPTIONS } from '../recurrent';

/**
 * Keras's `LSTM`, with its gate order i, f, c, o: `c ← f·c + i·g`, `h ← o·activation(c)` (Hochreiter and Schmidhuber 1997;
 * forget gate: Gers, Schmidhuber and Cummins 2000).
 */
export const lstm: LayerType = {
  unsupported: (config) =>
    unsupportedActivation(config) ??
    unsupportedActivation(config, 'recurrentActivation') ??
    unsupportedOption(config, RECURRENT_OPTIONS),
  create: (context) => new Recurrent(context, new LstmCell(context)),
};

class LstmCell implements Cell {
  readonly outputs: number;
  private readonly units: number;
  private readonly recurrentActivation: number;
  private readonly activation: number;
  /** The cell state before each time step and after the last, one [units, columns] block per step. */
  private readonly c: number;
  /** `activation(c)` after each time step, alike. */
  private readonly activatedC: number;
  /** The gradient of c at the current time step. */
  private readonly dc: number;

  constructor(private readonly context: LayerContext) {
    const { heap, config, cells, columns, training } = context;
    this.units = config['units'] as number;
    this.outputs = 4 * this.units;
    this.recurrentActivation = ACTIVATIONS[config['recurrentActivation'] as string];
    this.activation = ACTIVATIONS[config['activation'] as string];
    // One block more than time steps: the state after the last one.
    this.c = heap.allocate((cells + columns) * this.units);
    this.activatedC = heap.allocate(cells * this.units);
    this.dc = training ? heap.allocate(columns * this.units) : 0;
  }

  begin(packed: PackedBatch): void {
    this.context.kernels.clear(this.units * packed.batchSizes[0], this.at(this.c, packed, 0));
  }

  forward(packed: PackedBatch, t: number, z: number, h: number): void {
    const { kernels } = this.context;
    const count = this.units * packed.batchSizes[t];
    const g = z + BYTES * 2 * count;
    const o = z + BYTES * 3 * count;
    kernels.activate(this.recurrentActivation, 2 * count, z, z);
    kernels.activate(this.activation, count, g, g);
    kernels.activate(this.recurrentActivation, count, o, o);
    const c = this.at(this.c, packed, t + 1);
    const activatedC = this.at(this.activatedC, packed, t);
    kernels.lstmCell(count, z, this.at(this.c, packed, t), c);
    kernels.activate(this.activation, count, c, activatedC);
    kernels.multiply(count, o, activatedC, h);
  }

  broadcastNewColumns(packed: PackedBatch, t: number): void {
    const { batchSizes } = packed;
    this.context.kernels.broadcastNewColumns(
      this.units,
      batchSizes[t],
      batchSizes[t + 1],
      this.at(this.c, packed, t + 1),
    );
  }

  beginBackward({ batchSizes }: PackedBatch): void {
    this.context.kernels.clear(this.units * batchSizes[batchSizes.length - 1], this.dc);
  }

  backward(packed: PackedBatch, t: number, z: number, dh: number, dz: number): void {
    const { context, units, dc, recurrentActivation, activation } = this;
    context.kernels.lstmBackward(
      recurrentActivation,
      activation,
      units * packed.batchSizes[t],
      z,
      this.at(this.c, packed, t),
      this.at(this.activatedC, packed, t),
      dh,
      dc,
      dz,
    );
  }

  reduceNewColumns({ batchSizes }: PackedBatch, t: number): void {
    this.context.kernels.reduceNewColumns(this.units, batchSizes[t - 1], batchSizes[t], this.dc);
  }

  /** The block of time step t. Without training there is only one, which each step overwrites. */
  private at(states: number, { offsets }: PackedBatch, t: number): number {
    return this.context.training ? states + BYTES * this.units * offsets[t] : states;
  }
}
