import type { Float32Pointer } from '../../backend/pointer';
import { elementAt } from '../../backend/pointer';
import type { IndexedActivations, Layer, LayerContext, LayerType } from '../layer';
import { allocateCells } from '../layer';

/** Keras's `RepeatVector`. */
export const repeatVector: LayerType = {
  unsupported: () => undefined,
  create: (context) => new RepeatVector(context),
};

class RepeatVector implements Layer {
  readonly output: IndexedActivations;

  constructor(private readonly context: LayerContext) {
    const axis = context.axisOf(context.config['n'] as number);
    this.output = allocateCells(context, axis, context.input.features);
  }

  forward(): void {
    const { output } = this;
    const { kernels, input } = this.context;
    const size = input.count * input.features;
    output.count = input.count * output.axis.steps;
    for (let t = 0; t < output.axis.steps; t++) {
      kernels.scale(size, 1, input.table, elementAt(output.table, t * size));
    }
  }

  backward(): void {
    const { output } = this;
    const { kernels, input } = this.context;
    if (input.gradient === undefined) return;
    const size = input.count * input.features;
    kernels.clear(size, input.gradient);
    for (let t = 0; t < output.axis.steps; t++) {
      kernels.add(size, elementAt(output.gradient as Float32Pointer, t * size), input.gradient);
    }
  }
}
