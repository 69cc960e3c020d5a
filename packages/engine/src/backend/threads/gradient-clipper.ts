import type { ClippingOptions } from '../../optimizers/clipping';
import { clipFactors } from '../../optimizers/clipping';
import type { OptimizerKernels } from '../kernels';
import type { Float32Pointer } from '../pointer';

/** This worker's part of a variable's gradient, summed over the workers. */
export interface GradientPart {
  pointer: Float32Pointer;
  count: number;
}

/** Clips this worker's part of the gradient. */
export class GradientClipper {
  /**
   * @param parts one per variable, in the same order in every worker
   * @param sumsOfSquares shared by the workers, [workers × variables]
   * @param barrier synchronizes the workers
   */
  constructor(
    private readonly kernels: OptimizerKernels,
    private readonly clipping: ClippingOptions,
    private readonly parts: readonly Readonly<GradientPart>[],
    private readonly sumsOfSquares: Float64Array,
    private readonly worker: number,
    private readonly barrier: () => void,
  ) {}

  clip(): void {
    const { kernels, parts, clipping, worker, sumsOfSquares } = this;
    const { clipValue } = clipping;
    if (clipValue !== undefined) {
      for (const { count, pointer } of parts) kernels.clip(count, clipValue, pointer);
      return;
    }
    parts.forEach(({ count, pointer }, i) => {
      sumsOfSquares[worker * parts.length + i] = kernels.sumOfSquares(count, pointer);
    });
    this.barrier();
    clipFactors(clipping, this.totals()).forEach((factor, i) => {
      if (factor !== 1) kernels.scale(parts[i].count, factor, parts[i].pointer);
    });
  }

  /** Every variable's sum of squares, added up in worker order. */
  private totals(): number[] {
    const totals = new Array<number>(this.parts.length).fill(0);
    this.sumsOfSquares.forEach((sum, i) => (totals[i % totals.length] += sum));
    return totals;
  }
}
