import type * as tf from '@tensorflow/tfjs';

const MERGES = ['Add', 'Average', 'Concatenate', 'Maximum', 'Minimum', 'Multiply'];

type Mask = tf.Tensor | null | undefined;

/**
 * Makes layers handle masks as in Keras. TensorFlow.js's merge layers return a mask with an axis too many, and its executor
 * passes the last mask on to every layer after it, also to those whose input has none.
 */
export function applyKerasMasks(layers: readonly tf.layers.Layer[]): void {
  for (const layer of layers) {
    if (MERGES.includes(layer.getClassName())) layer.computeMask = mergedMask as typeof layer.computeMask;
    const apply = layer.apply.bind(layer);
    layer.apply = (inputs, kwargs) => {
      const output = apply(inputs, kwargs);
      // The executor has one object for all layers, and sets the mask only if there is one.
      if (kwargs) delete kwargs['mask'];
      return output;
    };
  }
}

function mergedMask(_: unknown, masks: Mask | Mask[]): Mask {
  const given = [masks].flat().filter((mask) => mask != null);
  return given.length > 0 ? given.reduce((all, mask) => all.logicalAnd(mask)) : null;
}
