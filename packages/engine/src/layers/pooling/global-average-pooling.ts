import type { Float32Pointer } from '../../backend/pointer';
import { elementAt } from '../../backend/pointer';
import type { IndexedActivations, Layer, LayerContext } from '../layer';
import { allocateCells } from '../layer';

export class GlobalAveragePooling implements Layer {
  readonly output: IndexedActivations;
  /** 1 divided by each column's time steps. */
  private readonly factors: Float32Pointer;

  constructor(private readonly context: LayerContext) {
    const { heap, input, columns } = context;
    this.output = allocateCells(context, context.axisOf(1), input.features);
    this.factors = heap.allocate(columns);
  }

  forward(): void {
    const { output, factors } = this;
    const { heap, kernels, input } = this.context;
    const { features, table, indices } = input;
    const { batchSizes, offsets, columns } = input.axis.packed;
    output.count = columns;
    kernels.clear(columns * features, output.table);
    const factor = heap.floats(factors, columns).fill(0);
    let joined = 0;
    batchSizes.forEach((n, t) => {
      factor.fill(1 / (batchSizes.length - t), joined, n);
      joined = n;
      kernels.addGatheredRows(n, features, table, elementAt(indices, offsets[t]), output.table);
    });
    kernels.scaleRows(columns, features, factors, output.table);
  }

  backward(): void {
    const { output, factors } = this;
    const { kernels, input } = this.context;
    const { features, indices, gradient, count } = input;
    const { batchSizes, offsets } = input.axis.packed;
    if (gradient === undefined) return;
    const outputGradient = output.gradient as Float32Pointer;
    kernels.scaleRows(output.count, features, factors, outputGradient);
    kernels.clear(count * features, gradient);
    batchSizes.forEach((n, t) =>
      kernels.scatterAdd(n, features, elementAt(indices, offsets[t]), outputGradient, gradient),
    );
  }
}
