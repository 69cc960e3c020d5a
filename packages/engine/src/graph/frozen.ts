import type { LayerSpec } from './model-spec';

/** Whether the layer is frozen: by itself, or with its model, which freezes only the weights. */
export function isFrozen({ config, weights }: LayerSpec): boolean {
  const learned = weights.filter(({ name }) => !/moving_(mean|variance)$/.test(name));
  return config['trainable'] === false || (learned.length > 0 && !learned.some(({ trainable }) => trainable));
}
