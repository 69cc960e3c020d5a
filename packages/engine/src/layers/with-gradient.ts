import type { Float32Pointer } from '../backend/pointer';
import type { IndexedActivations } from './layer';

/** The same activations with a gradient of their own, for one of several readers. `begin` and `count` follow the original. */
export function withGradient(activations: IndexedActivations, gradient: Float32Pointer): IndexedActivations {
  return {
    ...activations,
    gradient,
    get begin() {
      return activations.begin;
    },
    get count() {
      return activations.count;
    },
  };
}
