import type { Float32Pointer } from '../backend/pointer';
import type { IndexedActivations, Layer, LayerContext } from './layer';
import { allocateCells } from './layer';

/** The activations with a table row for each cell, in time order. */
export function cellsOf(context: LayerContext, input: IndexedActivations): Layer {
  if (input.indices === context.identity) {
    return { output: input, forward: () => undefined, backward: () => undefined };
  }
  const output = allocateCells(context, input.axis, input.features);
  const { kernels } = context;
  return {
    output,
    forward() {
      const { offsets } = input.axis.packed;
      output.count = offsets[offsets.length - 1];
      kernels.gatherRows(output.count, input.features, input.table, input.indices, output.table);
    },
    backward() {
      if (input.gradient === undefined) return;
      kernels.clear(input.count * input.features, input.gradient);
      const gradient = output.gradient as Float32Pointer;
      kernels.scatterAdd(output.count, input.features, input.indices, gradient, input.gradient);
    },
  };
}
