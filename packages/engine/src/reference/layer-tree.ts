import type * as tf from '@tensorflow/tfjs';

type Parent = tf.layers.Layer & {
  layers?: tf.layers.Layer[];
  layer?: tf.layers.Layer;
  forwardLayer?: tf.layers.Layer;
  backwardLayer?: tf.layers.Layer;
  cell?: tf.layers.Layer;
  cells?: tf.layers.Layer[];
};

/** The layers and everything inside them: layers of nested models, wrapped layers, cells of recurrent layers. */
export function layerTree(layers: readonly tf.layers.Layer[]): tf.layers.Layer[] {
  const found = new Set<tf.layers.Layer>();
  const visit = (layer: tf.layers.Layer | undefined) => {
    if (!layer || found.has(layer)) return;
    found.add(layer);
    const parent = layer as Parent;
    const children = [parent.layer, parent.forwardLayer, parent.backwardLayer, parent.cell];
    [...(parent.layers ?? []), ...children, ...(parent.cells ?? [])].forEach(visit);
  };
  layers.forEach(visit);
  return [...found];
}
