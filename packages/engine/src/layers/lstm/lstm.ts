import { ACTIVATIONS } from '../activations';
import type { Shape } from '../../backend/packing/shape';
import type { LayerContext, LayerType } from '../layer';
import { BYTES, unsupportedActivation, unsupportedOption } from '../layer';
import type { Cell } from '../recurrent';
import { Recurrent, RECURRENT_OPTIONS } from '../recurrent';

/**
 * Keras's `LSTM` with its gate order i, f, c, o:
 * `c ← f·c + i·g`, `h ← o·activation(c)` (Hochreiter and Schmidhuber 1997, with the forget gate of Gers 2000).
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
  private readonly gate: number;
  private readonly squash: number;
  /** c before each time step and after the last, and activation(c), by time step [units, columns]. */
  private readonly c: number;
  private readonly squashed: number;
  private readonly dc: number;

  constructor(private readonly context: LayerContext) {
    const { heap, config, cells, columns, training } = context;
    this.units = config['units'] as number;
    this.outputs = 4 * this.units;
    this.gate = ACTIVATIONS[config['recurrentActivation'] as string];
    this.squash = ACTIVATIONS[config['activation'] as string];
    // Behind the last step comes a state of as many columns.
    this.c = heap.allocate((cells + columns) * this.units);
    this.squashed = heap.allocate(cells * this.units);
    this.dc = training ? heap.allocate(columns * this.units) : 0;
  }

  begin(shape: Shape): void {
    this.context.kernels.clear(this.units * shape.columns[0], this.at(this.c, shape, 0));
  }

  forward(shape: Shape, t: number, z: number, h: number): void {
    const { kernels } = this.context;
    const count = this.units * shape.columns[t];
    const g = z + BYTES * 2 * count;
    const o = z + BYTES * 3 * count;
    kernels.activate(this.gate, 2 * count, z, z);
    kernels.activate(this.squash, count, g, g);
    kernels.activate(this.gate, count, o, o);
    const c = this.at(this.c, shape, t + 1);
    const squashed = this.at(this.squashed, shape, t);
    kernels.lstmCell(count, z, this.at(this.c, shape, t), c);
    kernels.activate(this.squash, count, c, squashed);
    kernels.multiply(count, o, squashed, h);
  }

  widen(shape: Shape, t: number): void {
    const { columns } = shape;
    this.context.kernels.widen(this.units, columns[t], columns[t + 1], this.at(this.c, shape, t + 1));
  }

  beginBackward({ columns }: Shape): void {
    this.context.kernels.clear(this.units * columns[columns.length - 1], this.dc);
  }

  backward(shape: Shape, t: number, z: number, dh: number, dz: number): void {
    const { context, units, dc, gate, squash } = this;
    context.kernels.lstmBackward(
      gate,
      squash,
      units * shape.columns[t],
      z,
      this.at(this.c, shape, t),
      this.at(this.squashed, shape, t),
      dh,
      dc,
      dz,
    );
  }

  narrow({ columns }: Shape, t: number): void {
    this.context.kernels.narrow(this.units, columns[t - 1], columns[t], this.dc);
  }

  /** Without training there is one state, which each step replaces. */
  private at(states: number, { offsets }: Shape, t: number): number {
    return this.context.training ? states + BYTES * this.units * offsets[t] : states;
  }
}
