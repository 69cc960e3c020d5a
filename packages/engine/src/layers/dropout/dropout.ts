import type { Float32Pointer, Int32Pointer } from '../../backend/pointer';
import { elementAt } from '../../backend/pointer';
import type { IndexedActivations, Layer, LayerContext, LayerType } from '../layer';
import { allocateCells } from '../layer';
import { dropoutScale, mixed } from './dropout-source';

/** Keras's `Dropout` (Srivastava et al. 2014). */
export const dropout: LayerType = dropoutType(false);

/** Keras's `SpatialDropout1D`: drops a feature at all time steps of a row together. */
export const spatialDropout1d: LayerType = dropoutType(true);

function dropoutType(spatial: boolean): LayerType {
  return {
    unsupported: (config) => {
      if (!config['noiseShape']) return undefined;
      return `noiseShape ${JSON.stringify(config['noiseShape'])}`;
    },
    mask: () => 'passed',
    create: (context) => createDropout(context, context.config['rate'] as number, spatial),
  };
}

/** Without training, dropout is the identity. */
export function createDropout(context: LayerContext, rate: number, spatial: boolean): Layer {
  if (context.training && rate > 0) return new RowDropout(context, rate, spatial);
  return { output: context.input, forward: () => undefined, backward: () => undefined };
}

class RowDropout implements Layer {
  readonly output: IndexedActivations;
  private readonly mask: number;
  private readonly scale: ReturnType<typeof dropoutScale>;

  constructor(
    private readonly context: LayerContext,
    rate: number,
    private readonly spatial: boolean,
  ) {
    const { input } = context;
    this.mask = context.newMask();
    this.scale = dropoutScale(rate);
    this.output = allocateCells(context, input.axis, input.features);
  }

  forward(): void {
    const { input } = this.context;
    const { offsets } = input.axis.packed;
    this.output.count = offsets[offsets.length - 1];
    this.apply(input.table, input.indices, this.output.table);
  }

  backward(): void {
    const { output } = this;
    const { kernels, input, identity } = this.context;
    if (input.gradient === undefined) return;
    const gradient = output.gradient as Float32Pointer;
    this.apply(gradient, identity, gradient);
    kernels.clear(input.count * input.features, input.gradient);
    kernels.scatterAdd(output.count, input.features, input.indices, gradient, input.gradient);
  }

  private apply(table: Float32Pointer, indices: Int32Pointer, to: Float32Pointer): void {
    const { kernels, dropout, input } = this.context;
    const { batchSizes, offsets } = input.axis.packed;
    const { threshold, scale } = this.scale;
    const key = dropout.keyOf(this.mask);
    for (const [t, n] of batchSizes.entries()) {
      kernels.dropoutRows(
        n,
        input.features,
        table,
        elementAt(indices, offsets[t]),
        dropout.rows,
        this.spatial ? key : mixed(key, t),
        threshold,
        scale,
        elementAt(to, input.features * offsets[t]),
      );
    }
  }
}
