import type { LayerType } from '../layer';

/** Keras's `Masking`. Masked time steps are left out of the batch, so that there is nothing to compute. */
export const masking: LayerType = {
  unsupported: () => undefined,
  mask: () => 'passed',
  create: ({ input }) => ({ output: input, forward: () => undefined, backward: () => undefined }),
};
