import type { Float32Pointer } from '../../backend/pointer';
import type { IndexedActivations, Layer, LayerContext } from '../layer';
import { allocateLike, newRows } from '../layer';

/** Normalizes with the moving statistics, so that every row is computed for itself. */
export class MovingNormalization implements Layer {
  readonly output: IndexedActivations;
  /** Minus the moving mean, and gamma divided by the moving deviation, [features] each. */
  private readonly shift: Float32Pointer;
  private readonly factor: Float32Pointer;

  constructor(private readonly context: LayerContext) {
    const { heap, input } = context;
    this.output = allocateLike(context, input.features);
    this.shift = heap.allocate(input.features);
    this.factor = heap.allocate(input.features);
  }

  forward(): void {
    const { output, shift, factor } = this;
    const { kernels, input, weights } = this.context;
    output.begin = input.begin;
    output.count = input.count;
    this.readStatistics();
    const { pointer, rows, columns } = newRows(output);
    kernels.scale(rows * columns, 1, newRows(input).pointer, pointer);
    kernels.addToRows(rows, columns, shift, pointer);
    kernels.multiplyRows(rows, columns, factor, pointer);
    if ('beta' in weights) kernels.addToRows(rows, columns, weights['beta'], pointer);
  }

  backward(): void {
    const { kernels, input } = this.context;
    const { count, features, gradient } = input;
    if (gradient === undefined) return;
    kernels.scale(count * features, 1, this.output.gradient as Float32Pointer, gradient);
    kernels.multiplyRows(count, features, this.factor, gradient);
  }

  private readStatistics(): void {
    const { heap, input, weights, config } = this.context;
    const valuesAt = (pointer: Float32Pointer) => heap.floats(pointer, input.features);
    const [shift, factor] = [valuesAt(this.shift), valuesAt(this.factor)];
    const [mean, variance] = [valuesAt(weights['moving_mean']), valuesAt(weights['moving_variance'])];
    const gamma = 'gamma' in weights ? valuesAt(weights['gamma']) : undefined;
    for (let i = 0; i < shift.length; i++) {
      shift[i] = -mean[i];
      factor[i] = (gamma?.[i] ?? 1) / Math.sqrt(variance[i] + (config['epsilon'] as number));
    }
  }
}
