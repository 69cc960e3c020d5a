import type { Float32Pointer } from '../../backend/pointer';
import { ACTIVATIONS } from '../activations';
import type { LayerContext } from '../layer';
import type { Cell, StepOrder } from '../recurrent';
import { recurrentType } from '../recurrent';

/** Keras's `SimpleRNN`: `h ← activation(kernelᵀ·x + recurrentᵀ·h + bias)` (Elman 1990). */
export const simpleRnn = recurrentType(['activation'], (context) => new SimpleCell(context));

/** h is activation(z); there is no other state. */
class SimpleCell implements Cell {
  readonly outputs: number;
  readonly gates: Cell['gates'];
  private readonly activation: number;

  constructor(private readonly context: LayerContext) {
    const activation = context.config['activation'] as string;
    this.outputs = context.config['units'] as number;
    this.activation = ACTIVATIONS[activation];
    this.gates = [{ name: 'state', activation }];
  }

  forward({ batchSizes }: StepOrder, s: number, z: Float32Pointer, h: Float32Pointer): void {
    const { kernels } = this.context;
    const count = this.outputs * batchSizes[s];
    kernels.activate(this.activation, count, z, z);
    kernels.activate(ACTIVATIONS['linear'], count, z, h);
  }

  backward(
    { batchSizes }: StepOrder,
    s: number,
    z: Float32Pointer,
    dh: Float32Pointer,
    dz: Float32Pointer,
  ): void {
    this.context.kernels.activationGradient(this.activation, this.outputs * batchSizes[s], z, dh, dz);
  }
}
