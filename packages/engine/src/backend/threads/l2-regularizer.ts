import type { EmbeddingShard } from '../../layers/embedding/embedding-shard';
import type { OptimizerKernels } from '../kernels';
import type { Float32Pointer } from '../pointer';
import type { GradientPart } from './gradient-clipper';

/** This worker's part of a weight with an L2 regularizer. */
export interface RegularizedPart extends GradientPart {
  factor: number;
  /** The part's weights. */
  w: Float32Pointer;
}

/** One worker's share of the L2 penalties: those of the weights that it updates. */
export class L2Regularizer {
  /** @param penalties shared by the workers, [workers] */
  constructor(
    private readonly kernels: OptimizerKernels,
    private readonly parts: readonly RegularizedPart[],
    private readonly shards: readonly EmbeddingShard[],
    private readonly penalties: Float64Array,
    private readonly worker: number,
  ) {}

  /** Must be called before any worker updates its weights. */
  measure(): void {
    const { kernels, parts, shards, penalties, worker } = this;
    let sum = 0;
    for (const { count, factor, w } of parts) sum += factor * kernels.sumOfSquares(count, w);
    for (const shard of shards) sum += shard.penalty();
    penalties[worker] = sum;
  }

  /** The penalty of all weights, as the workers have measured it. */
  get total(): number {
    return this.penalties.reduce((sum, penalty) => sum + penalty, 0);
  }

  /** Adds the gradient of the penalties, except those of the embeddings, which their shards add. */
  addGradients(): void {
    for (const { count, factor, w, pointer } of this.parts) this.kernels.axpy(count, 2 * factor, w, pointer);
  }
}
