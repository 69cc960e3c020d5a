import type { Float32Pointer, Int32Pointer } from '../../backend/pointer';
import { elementAt } from '../../backend/pointer';
import type { IndexedActivations, Layer, LayerContext, LayerType } from '../layer';
import { allocateCells, unsupportedOption } from '../layer';
import { dropoutScale, mixed } from './dropout-source';

/** What has a mask value of its own: each time step, each feature, or both; else one value is shared by all of them. */
export interface MaskShape {
  perStep: boolean;
  perFeature: boolean;
}

/**
 * Keras's `Dropout` (Srivastava et al. 2014). A 1 in `noiseShape` shares the mask over that axis: `[null, null, 1]` drops
 * whole time steps, which after an embedding is word dropout (Gal and Ghahramani 2016).
 */
export const dropout: LayerType = {
  unsupported: (config, [inputShape]) => {
    const axes = config['noiseShape'] as readonly (number | null)[] | null | undefined;
    if (!axes) return unsupportedSeed(config);
    const size = inputShape.length + 1;
    const isSupported = axes.length === size && axes[0] === null && axes.every((axis) => (axis ?? 1) === 1);
    return isSupported ? unsupportedSeed(config) : `noiseShape ${JSON.stringify(axes)}`;
  },
  mask: () => 'passed',
  create: (context) => {
    const { rate, noiseShape } = context.config;
    const axes = (noiseShape ?? []) as readonly (number | null)[];
    const shared = (axis: number | null | undefined) => axis === 1;
    return createDropout(context, rate as number, {
      perStep: !(axes.length > 2 && shared(axes[1])),
      perFeature: !shared(axes.at(-1)),
    });
  },
};

/** Keras's `SpatialDropout1D`: drops a feature at all time steps of a row together. */
export const spatialDropout1d: LayerType = {
  unsupported: unsupportedSeed,
  mask: () => 'passed',
  create: (context) =>
    createDropout(context, context.config['rate'] as number, { perStep: false, perFeature: true }),
};

/** All masks are drawn from the run's seed. */
function unsupportedSeed(config: LayerContext['config']): string | undefined {
  return unsupportedOption(config, { seed: null });
}

/** Without training, dropout is the identity. */
export function createDropout(context: LayerContext, rate: number, shape: MaskShape): Layer {
  if (context.training && rate > 0) return new RowDropout(context, rate, shape);
  return { output: context.input, forward: () => undefined, backward: () => undefined };
}

class RowDropout implements Layer {
  readonly output: IndexedActivations;
  private readonly mask: number;
  private readonly scale: ReturnType<typeof dropoutScale>;

  constructor(
    private readonly context: LayerContext,
    rate: number,
    private readonly shape: MaskShape,
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
    const { perStep, perFeature } = this.shape;
    const { batchSizes, offsets } = input.axis.packed;
    const drop = perFeature ? kernels.dropoutRows : kernels.dropoutWholeRows;
    const { threshold, scale } = this.scale;
    const key = dropout.keyOf(this.mask);
    for (const [t, n] of batchSizes.entries()) {
      drop(
        n,
        input.features,
        table,
        elementAt(indices, offsets[t]),
        dropout.rows,
        perStep ? mixed(key, t) : key,
        threshold,
        scale,
        elementAt(to, input.features * offsets[t]),
      );
    }
  }
}
