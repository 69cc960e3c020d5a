import type { Float32Pointer, Float64Pointer } from '../../backend/pointer';
import { elementAt } from '../../backend/pointer';
import { cellsOf } from '../cells';
import type { IndexedActivations, Layer, LayerContext, LayerType } from '../layer';
import { allocateCells, unsupportedOption } from '../layer';
import { MovingNormalization } from './moving-normalization';

/** Keras's `BatchNormalization` over the features (Ioffe and Szegedy 2015). Frozen, it uses the moving statistics. */
export const batchNormalization: LayerType = {
  unsupported: (config, shapes) => {
    const { axis } = config;
    const last = axis === -1 || axis === shapes[0].length;
    return last ? unsupportedOption(config, {}) : `axis ${JSON.stringify(axis)}`;
  },
  mask: () => 'passed',
  reduces: (features) => 2 * features + 1,
  create: (context) => {
    const { training, frozen } = context;
    return training && !frozen ? new BatchNormalization(context) : new MovingNormalization(context);
  },
};

/** Normalizes with the statistics of the whole batch: all workers' rows, at all time steps. */
class BatchNormalization implements Layer {
  readonly output: IndexedActivations;
  private readonly cells: Layer;
  /** The cells with mean 0 and variance 1 over the batch, [cells, features]. */
  private readonly normalized: Float32Pointer;
  /** This worker's sums, [2, features] in float64. */
  private readonly sums: Float64Pointer;
  /** One value per feature, [features]. */
  private readonly row: Float32Pointer;
  /** Of the batch, by feature. */
  private readonly mean: Float64Array;
  private readonly variance: Float64Array;
  /** Cells of the batch in all workers; at least 1. */
  private count = 1;

  constructor(private readonly context: LayerContext) {
    const { heap, input } = context;
    const { features } = input;
    this.cells = cellsOf(context, input);
    this.output = allocateCells(context, input.axis, features);
    this.normalized = heap.allocate(this.output.capacity * features);
    this.sums = heap.allocateDoubles(2 * features);
    this.row = heap.allocate(features);
    this.mean = new Float64Array(features);
    this.variance = new Float64Array(features);
  }

  forward(): void {
    const { cells, output, normalized, mean, variance } = this;
    const { kernels, weights } = this.context;
    cells.forward();
    const { table, count, features } = cells.output;
    output.count = count;
    this.measure(table);

    const size = count * features;
    kernels.scale(size, 1, table, normalized);
    kernels.addToRows(
      count,
      features,
      this.rowOf((i) => -mean[i]),
      normalized,
    );
    kernels.multiplyRows(
      count,
      features,
      this.rowOf((i) => this.inverse(variance[i])),
      normalized,
    );
    kernels.scale(size, 1, normalized, output.table);
    if ('gamma' in weights) kernels.multiplyRows(count, features, weights['gamma'], output.table);
    if ('beta' in weights) kernels.addToRows(count, features, weights['beta'], output.table);
  }

  backward(): void {
    const { cells, output, normalized, variance, count: batchCells } = this;
    const { heap, kernels, weights, gradients, allReduce } = this.context;
    const { gradient: dx, count, features } = cells.output;
    const dy = output.gradient as Float32Pointer;
    const sums = this.sumCells(dy, normalized);
    if ('beta' in gradients) heap.floats(gradients['beta'], features).set(sums.subarray(0, features));
    if ('gamma' in gradients) heap.floats(gradients['gamma'], features).set(sums.subarray(features));
    if (dx === undefined) return;
    allReduce(sums);

    // dx ← gamma/deviation·(dy − mean(dy) − normalized·mean(dy·normalized))
    const size = count * features;
    kernels.scale(size, 1, dy, dx);
    kernels.addToRows(
      count,
      features,
      this.rowOf((i) => -sums[i] / batchCells),
      dx,
    );
    kernels.multiplyRows(
      count,
      features,
      this.rowOf((i) => -sums[features + i] / batchCells),
      normalized,
    );
    kernels.add(size, normalized, dx);
    if ('gamma' in weights) kernels.multiplyRows(count, features, weights['gamma'], dx);
    kernels.multiplyRows(
      count,
      features,
      this.rowOf((i) => this.inverse(variance[i])),
      dx,
    );
    for (const [cell, n] of this.paddingCells()) kernels.clear(n * features, elementAt(dx, features * cell));
    cells.backward();
  }

  updateStatistics(): void {
    const { mean, variance } = this;
    const { heap, config, weights } = this.context;
    const momentum = config['momentum'] as number;
    for (const [name, batch] of [['moving_mean', mean] as const, ['moving_variance', variance] as const]) {
      const moving = heap.floats(weights[name], batch.length);
      batch.forEach((value, i) => (moving[i] = momentum * moving[i] + (1 - momentum) * value));
    }
  }

  /** Computes the statistics of the batch. */
  private measure(table: Float32Pointer): void {
    const { mean, variance } = this;
    const features = mean.length;
    const sums = new Float64Array(2 * features + 1);
    sums.set(this.sumCells(table, table));
    for (const [, n] of this.batchCells()) sums[2 * features] += n;
    this.context.allReduce(sums);
    // Keras's mean and variance are 0 if every time step is masked.
    this.count = Math.max(sums[2 * features], 1);
    for (let i = 0; i < features; i++) {
      mean[i] = sums[i] / this.count;
      variance[i] = Math.max(sums[features + i] / this.count - mean[i] ** 2, 0);
    }
  }

  /** Σx and Σx·y over this worker's cells, [2, features]. */
  private sumCells(x: Float32Pointer, y: Float32Pointer): Float64Array {
    const { features } = this.output;
    const { heap, kernels } = this.context;
    const sums = heap.doubles(this.sums, 2 * features).fill(0);
    for (const [cell, n] of this.batchCells()) {
      const offset = features * cell;
      kernels.columnSums(n, features, elementAt(x, offset), elementAt(y, offset), this.sums);
    }
    return Float64Array.from(sums);
  }

  /** The ranges of cells that belong to rows of the batch: [first, count]. */
  private batchCells(): [number, number][] {
    const { batchSizes, offsets, firstColumn } = this.output.axis.packed;
    if (firstColumn === 0) return [[0, offsets[batchSizes.length]]];
    return batchSizes.map((n, t) => [offsets[t] + firstColumn, n - firstColumn]);
  }

  /** The ranges of the other cells: those of the shared padding column. */
  private paddingCells(): [number, number][] {
    const { batchSizes, offsets, firstColumn } = this.output.axis.packed;
    return firstColumn === 0 ? [] : batchSizes.map((_, t) => [offsets[t], firstColumn]);
  }

  private rowOf(value: (i: number) => number): Float32Pointer {
    const { heap, input } = this.context;
    const row = heap.floats(this.row, input.features);
    for (let i = 0; i < row.length; i++) row[i] = value(i);
    return this.row;
  }

  private inverse(variance: number): number {
    return 1 / Math.sqrt(variance + (this.context.config['epsilon'] as number));
  }
}
