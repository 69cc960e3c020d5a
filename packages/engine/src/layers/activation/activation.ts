import type { Float32Pointer } from '../../backend/pointer';
import type { RowActivation } from '../activations';
import { rowActivation } from '../activations';
import type { IndexedActivations, Layer, LayerContext, LayerType } from '../layer';
import { allocateLike, newRows, unsupportedActivation } from '../layer';

/** Keras's `Activation`. */
export const activation: LayerType = {
  unsupported: (config) => unsupportedActivation(config),
  sharesPadding: () => true,
  mask: () => 'passed',
  create: (context) => new Activation(context),
};

class Activation implements Layer {
  readonly output: IndexedActivations;
  private readonly activation: RowActivation;

  constructor(private readonly context: LayerContext) {
    this.activation = rowActivation(context.config['activation'] as string) as RowActivation;
    this.output = allocateLike(context, context.input.features);
  }

  forward(): void {
    const { output, activation } = this;
    const { kernels, input } = this.context;
    output.begin = input.begin;
    output.count = input.count;
    const { pointer: x, rows, columns } = newRows(input);
    activation.forward(kernels, rows, columns, x, newRows(output).pointer);
  }

  backward(): void {
    const { output, activation } = this;
    const { kernels, input } = this.context;
    if (input.gradient === undefined) return;
    activation.backward(kernels, input.count, input.features, {
      x: input.table,
      y: output.table,
      dy: output.gradient as Float32Pointer,
      dz: input.gradient,
    });
  }
}
