import type { Heap } from '../backend/heap';
import type { OptimizerKernels } from '../backend/kernels';
import { pointerTo } from '../backend/pointer';
import type { Optimizer, OptimizerPointers, OptimizerVectors, RangeUpdate } from './optimizer';

/** The optimizer's update of these vectors, which are in the heap: by its kernel if it has one. */
export function rangeUpdate(
  optimizer: Optimizer,
  kernels: OptimizerKernels,
  heap: Heap,
  vectors: OptimizerVectors,
): RangeUpdate {
  if (optimizer.kernel) return optimizer.kernel(kernels, pointersOf(vectors));
  return (begin, count, gradient) =>
    optimizer.update(vectors, begin, begin + count, heap.floats(gradient, count), 0);
}

export function pointersOf({ w, slots }: OptimizerVectors): OptimizerPointers {
  return { w: pointerTo(w), slots: slots.map((slot) => pointerTo(slot)) };
}
