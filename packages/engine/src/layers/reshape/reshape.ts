import type { Float32Pointer } from '../../backend/pointer';
import { elementAt } from '../../backend/pointer';
import { cellsOf } from '../cells';
import type { IndexedActivations, Layer, LayerContext, LayerType } from '../layer';
import { allocateCells } from '../layer';

/** Keras's `Flatten`. */
export const flatten: LayerType = {
  unsupported: ({ dataFormat }) => {
    return dataFormat === 'channelsFirst' ? 'dataFormat "channelsFirst"' : undefined;
  },
  create: (context) => new Reshape(context),
};

/** Keras's `Reshape`, to one axis or two. */
export const reshape: LayerType = {
  unsupported: ({ targetShape }, [inputShape]) => {
    // TensorFlow.js checks the sizes only when it computes.
    const size = (lengths: readonly (number | null)[]) => lengths.reduce<number>((a, b) => a * Number(b), 1);
    const fits = size(targetShape as number[]) === size(inputShape);
    return fits ? undefined : `targetShape ${JSON.stringify(targetShape)}`;
  },
  create: (context) => new Reshape(context),
};

/** In memory the time steps come first, in TensorFlow.js the rows. So time steps are copied one by one. */
class Reshape implements Layer {
  readonly output: IndexedActivations;
  private readonly cells: Layer;
  /** Elements of a row. */
  private readonly size: number;
  /** The rows, [columns, size], and their gradient. */
  private readonly rows: Float32Pointer;

  constructor(private readonly context: LayerContext) {
    const { heap, input, shape, columns } = context;
    this.cells = cellsOf(context, input);
    this.size = input.features * input.axis.steps;
    this.rows = heap.allocate(columns * this.size);
    const steps = shape.length === 2 ? shape[0] : 1;
    this.output = allocateCells(context, context.axisOf(steps), this.size / steps);
  }

  forward(): void {
    const { cells, output, rows } = this;
    cells.forward();
    this.toRows(cells.output, cells.output.table);
    output.count = this.columns * output.axis.steps;
    this.fromRows(output, output.table, rows);
  }

  backward(): void {
    const { cells, output, rows } = this;
    const { gradient } = cells.output;
    if (gradient === undefined) return;
    this.toRows(output, output.gradient as Float32Pointer);
    this.fromRows(cells.output, gradient, rows);
    cells.backward();
  }

  private get columns(): number {
    return this.context.input.axis.packed.columns;
  }

  private toRows({ axis, features }: IndexedActivations, table: Float32Pointer): void {
    const { columns, size, rows, context } = this;
    for (let t = 0; t < axis.steps; t++) {
      const step = elementAt(table, t * columns * features);
      context.kernels.copyColumns(columns, features, step, rows, size, t * features);
    }
  }

  private fromRows(
    { axis, features }: IndexedActivations,
    table: Float32Pointer,
    rows: Float32Pointer,
  ): void {
    const { columns, size, context } = this;
    for (let t = 0; t < axis.steps; t++) {
      const step = elementAt(table, t * columns * features);
      context.kernels.sliceColumns(columns, features, rows, size, t * features, step);
    }
  }
}
