import type { PackedBatch } from '../../backend/packing/packed-batch';
import { ACTIVATIONS } from '../activations';
import type { LayerContext, LayerType } from '../layer';
import { unsupportedActivation, unsupportedOption } from '../layer';
import type { Cell } from '../recurrent';
import { Recurrent, RECURRENT_OPTIONS } from '../recurrent';

/** Keras's `SimpleRNN`: `h ← activation(kernelᵀ·x + recurrentᵀ·h + bias)` (Elman 1990). */
export const simpleRnn: LayerType = {
  unsupported: (config) => unsupportedActivation(config) ?? unsupportedOption(config, RECURRENT_OPTIONS),
  create: (context) => new Recurrent(context, new SimpleCell(context)),
};

/** h is activation(z); there is no other state. */
class SimpleCell implements Cell {
  readonly outputs: number;
  private readonly activation: number;

  constructor(private readonly context: LayerContext) {
    this.outputs = context.config['units'] as number;
    this.activation = ACTIVATIONS[context.config['activation'] as string];
  }

  forward({ batchSizes }: PackedBatch, t: number, z: number, h: number): void {
    const { kernels } = this.context;
    const count = this.outputs * batchSizes[t];
    kernels.activate(this.activation, count, z, z);
    kernels.activate(ACTIVATIONS['linear'], count, z, h);
  }

  backward({ batchSizes }: PackedBatch, t: number, z: number, dh: number, dz: number): void {
    this.context.kernels.activationGradient(this.activation, this.outputs * batchSizes[t], z, dh, dz);
  }
}
