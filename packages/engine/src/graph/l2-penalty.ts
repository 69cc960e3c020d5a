import type { LayerSpec, ModelSpec, WeightSpec } from './model-spec';

/** A weight's L2 regularizer, which adds `factor·Σw²` to the loss. */
export interface L2Penalty {
  weight: WeightSpec;
  factor: number;
}

/** Each once, however often its layer is applied, and only of trainable weights, like Keras's `Model.losses`. */
export function l2Penalties({ layers }: ModelSpec): L2Penalty[] {
  return layers.flatMap(({ config, weights }) => {
    const options = (config['layer'] as LayerSpec | undefined)?.config ?? config;
    return weights
      .filter(({ trainable }) => trainable)
      .map((weight) => ({ weight, factor: l2Factor(options[regularizerOption(weight)]) ?? 0 }))
      .filter(({ factor }) => factor !== 0);
  });
}

/** The factor of TensorFlow.js's `L1L2` if it has no L1 part; undefined for any other regularizer. */
export function l2Factor(regularizer: unknown): number | undefined {
  const { className, config } = (regularizer ?? {}) as Partial<LayerSpec>;
  return className === 'L1L2' && config?.['l1'] === 0 ? (config['l2'] as number) : undefined;
}

/** @param w all weights */
export function penaltyOf(penalties: readonly L2Penalty[], w: Float32Array): number {
  let sum = 0;
  for (const { weight, factor } of penalties) {
    for (let i = weight.offset; i < weight.offset + weight.size; i++) sum += factor * w[i] * w[i];
  }
  return sum;
}

/** Adds the penalties' gradient to that of all weights. */
export function addPenaltyGradient(
  penalties: readonly L2Penalty[],
  w: Float32Array,
  gradient: Float32Array,
): void {
  for (const { weight, factor } of penalties) {
    for (let i = weight.offset; i < weight.offset + weight.size; i++) gradient[i] += 2 * factor * w[i];
  }
}

/** `bidirectional/forward_lstm/recurrent_kernel`: `recurrentRegularizer`. */
function regularizerOption({ name }: WeightSpec): string {
  return `${name.slice(name.lastIndexOf('/') + 1).replace('_kernel', '')}Regularizer`;
}
