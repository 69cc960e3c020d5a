import type { Float32Pointer, Int32Pointer } from '../../backend/pointer';
import { elementAt } from '../../backend/pointer';
import type { IndexedActivations, Layer, LayerContext } from '../layer';
import { allocateCells } from '../layer';

/** Of several equal maxima the first one gets the gradient. */
export class GlobalMaxPooling implements Layer {
  readonly output: IndexedActivations;
  /** The input's table row of each maximum; −1 if there is none. */
  private readonly winners: Int32Pointer;

  constructor(private readonly context: LayerContext) {
    const { heap, input, columns } = context;
    this.output = allocateCells(context, context.axisOf(1), input.features);
    this.winners = heap.allocateIndices(columns * input.features);
  }

  forward(): void {
    const { output, winners } = this;
    const { heap, kernels, input } = this.context;
    const { features, table, indices } = input;
    const { batchSizes, offsets, columns } = input.axis.packed;
    output.count = columns;
    if (columns > batchSizes[batchSizes.length - 1]) {
      kernels.clear(columns * features, output.table);
      heap.integers(winners, columns * features).fill(-1);
    }
    batchSizes.forEach((n, t) => {
      const previous = t === 0 ? 0 : batchSizes[t - 1];
      kernels.maxPool(previous, n, features, table, elementAt(indices, offsets[t]), output.table, winners);
    });
  }

  backward(): void {
    const { output, winners } = this;
    const { kernels, input } = this.context;
    const { features, gradient, count } = input;
    if (gradient === undefined) return;
    kernels.clear(count * features, gradient);
    kernels.maxPoolGradient(output.count, features, output.gradient as Float32Pointer, winners, gradient);
  }
}
