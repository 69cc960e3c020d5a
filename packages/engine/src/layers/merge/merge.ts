import { cellsOf } from '../cells';
import type { IndexedActivations, Layer, LayerContext, LayerType } from '../layer';
import { allocateCells, allocateLike, newPart } from '../layer';
import type { Merge } from './merges';
import { MERGES } from './merges';

/** Keras's layers that merge tensors of one shape: `Add`, `Average`, `Maximum`, `Multiply`. */
export const add = elementwise(MERGES.add);
export const average = elementwise(MERGES.average);
export const maximum = elementwise(MERGES.maximum);
export const multiply = elementwise(MERGES.multiply);

/** Keras's `Concatenate`, along the features. */
export const concatenate: LayerType = {
  ...elementwise(MERGES.concatenate),
  unsupported: ({ axis }, shapes) => {
    const last = axis === -1 || axis === shapes[0].length;
    return last ? undefined : `axis ${JSON.stringify(axis)}`;
  },
};

function elementwise(merge: Merge): LayerType {
  return {
    unsupported: (_, shapes) => {
      const different = shapes.find((shape) => shape.join() !== shapes[0].join());
      return (
        different && `inputs of the shapes ${JSON.stringify(shapes[0])} and ${JSON.stringify(different)}`
      );
    },
    merges: true,
    sharesPadding: () => true,
    mask: () => 'passed',
    create: (context) => new MergeLayer(context, merge),
  };
}

class MergeLayer implements Layer {
  readonly output: IndexedActivations;
  private readonly cells: readonly Layer[];
  private readonly inputs: readonly IndexedActivations[];

  constructor(
    private readonly context: LayerContext,
    private readonly merge: Merge,
  ) {
    const { inputs, input } = context;
    // Inputs that are indexed alike are merged row by row of their tables, others cell by cell.
    const alike = inputs.every(({ indices, axis }) => indices === input.indices && axis === input.axis);
    this.cells = alike ? [] : inputs.map((each) => cellsOf(context, each));
    this.inputs = alike ? inputs : this.cells.map(({ output }) => output);
    const features = merge.features(inputs.map((each) => each.features));
    this.output = alike ? allocateLike(context, features) : allocateCells(context, input.axis, features);
  }

  forward(): void {
    const { output, inputs, merge } = this;
    for (const cells of this.cells) cells.forward();
    output.begin = inputs[0].begin;
    output.count = inputs[0].count;
    merge.forward(this.context.kernels, inputs.map(newPart), newPart(output));
  }

  backward(): void {
    this.merge.backward(this.context.kernels, this.inputs, this.output);
    for (const cells of this.cells) cells.backward();
  }
}
