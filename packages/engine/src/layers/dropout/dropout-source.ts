import type { Heap } from '../../backend/heap';
import type { PackedBatch } from '../../backend/packing/packed-batch';
import type { Int32Pointer } from '../../backend/pointer';
import { elementAt } from '../../backend/pointer';

/**
 * Where a network's dropout masks come from: the seed, the layer, the optimizer step and the row's number alone, so that
 * they are the same for every number of workers and every packing.
 */
export class DropoutSource {
  /** Each column's row number. */
  readonly rows: Int32Pointer;
  private seed = 0;

  /** @param columns maximum columns of a packed batch */
  constructor(
    private readonly heap: Heap,
    columns: number,
  ) {
    this.rows = heap.allocateIndices(columns);
  }

  /** Sets what the next masks depend on. @param rows the batch's row numbers, by column from the first row's on */
  begin(seed: number, step: number, rows: Int32Array, { firstColumn }: PackedBatch): void {
    this.seed = mixed(seed, step);
    this.heap.integers(elementAt(this.rows, firstColumn), rows.length).set(rows);
  }

  /** The key of mask number `mask` in this step. */
  keyOf(mask: number): number {
    return mixed(this.seed, mask + 1);
  }
}

/** What the kernels take instead of a rate, the fraction of elements that are dropped. */
export function dropoutScale(rate: number): { threshold: number; scale: number } {
  return {
    threshold: Math.min(Math.round(rate * 2 ** 32), 2 ** 32 - 1),
    scale: rate < 1 ? 1 / (1 - rate) : 0,
  };
}

/** One 32-bit integer out of two: MurmurHash3's finalizer (Appleby 2011) on a sum with Knuth's multiplicative constant. */
export function mixed(a: number, b: number): number {
  let h = (a + Math.imul(b, 0x9e3779b1)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
