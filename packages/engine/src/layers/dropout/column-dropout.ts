import type { Float32Pointer } from '../../backend/pointer';
import type { LayerContext } from '../layer';
import { dropoutScale } from './dropout-source';

/** Dropout of a recurrent layer's state, [units, columns]: one mask for all time steps (Gal and Ghahramani 2016). */
export class ColumnDropout {
  private readonly mask: number;
  private readonly scale: ReturnType<typeof dropoutScale>;

  constructor(
    private readonly context: LayerContext,
    private readonly units: number,
    rate: number,
  ) {
    this.mask = context.newMask();
    this.scale = dropoutScale(rate);
  }

  /** Drops out h or its gradient, [units, columns], in place. */
  apply(columns: number, h: Float32Pointer): void {
    const { kernels, dropout } = this.context;
    const { threshold, scale } = this.scale;
    kernels.dropoutColumns(this.units, columns, dropout.rows, dropout.keyOf(this.mask), threshold, scale, h);
  }
}
