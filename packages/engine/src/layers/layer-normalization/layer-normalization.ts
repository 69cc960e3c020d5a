import type { Float32Pointer } from '../../backend/pointer';
import { elementAt } from '../../backend/pointer';
import type { IndexedActivations, Layer, LayerContext, LayerType } from '../layer';
import { allocateLike, newRows, unsupportedOption } from '../layer';

/** Keras's `LayerNormalization` over the features (Ba, Kiros and Hinton 2016). */
export const layerNormalization: LayerType = {
  unsupported: (config, shapes) => {
    const axes = [config['axis']].flat();
    const last = axes.length === 1 && (axes[0] === -1 || axes[0] === shapes[0].length);
    return last ? unsupportedOption(config, {}) : `axis ${JSON.stringify(config['axis'])}`;
  },
  sharesPadding: () => true,
  mask: () => 'passed',
  create: (context) => new LayerNormalization(context),
};

class LayerNormalization implements Layer {
  readonly output: IndexedActivations;
  private readonly epsilon: number;
  /** Rows with mean 0 and variance 1, [count, features]. */
  private readonly normalized: Float32Pointer;
  /** 1 divided by each row's deviation. */
  private readonly inverses: Float32Pointer;

  constructor(private readonly context: LayerContext) {
    const { heap, input, config } = context;
    this.epsilon = config['epsilon'] as number;
    this.output = allocateLike(context, input.features);
    this.normalized = heap.allocate(input.capacity * input.features);
    this.inverses = heap.allocate(input.capacity);
  }

  forward(): void {
    const { output, normalized, inverses, epsilon } = this;
    const { kernels, input, weights } = this.context;
    const { features, begin } = input;
    output.begin = begin;
    output.count = input.count;
    const { pointer, rows } = newRows(output);
    const to = elementAt(normalized, begin * features);
    kernels.normalizeRows(rows, features, epsilon, newRows(input).pointer, to, elementAt(inverses, begin));
    kernels.scale(rows * features, 1, to, pointer);
    if ('gamma' in weights) kernels.multiplyRows(rows, features, weights['gamma'], pointer);
    if ('beta' in weights) kernels.addToRows(rows, features, weights['beta'], pointer);
  }

  backward(): void {
    const { output, normalized, inverses } = this;
    const { kernels, input, weights, gradients } = this.context;
    const { count, features } = input;
    const dy = output.gradient as Float32Pointer;
    if ('beta' in gradients) kernels.sumRows(count, features, dy, gradients['beta']);
    if ('gamma' in gradients) {
      // The output isn't needed any more.
      kernels.multiply(count * features, dy, normalized, output.table);
      kernels.sumRows(count, features, output.table, gradients['gamma']);
    }
    if (input.gradient === undefined) return;
    if ('gamma' in weights) kernels.multiplyRows(count, features, weights['gamma'], dy);
    kernels.normalizeRowsGradient(count, features, normalized, inverses, dy, input.gradient);
  }
}
