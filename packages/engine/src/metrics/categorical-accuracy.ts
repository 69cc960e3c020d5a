import { argMax } from './classes';
import { defineMean } from './metric';

/** Keras's `CategoricalAccuracy`: the share of rows whose highest output is that of the one-hot target. */
export const categoricalAccuracy = defineMean({
  name: 'categoricalAccuracy',
  better: 'higher',
  targets: 'perOutput',
  add(mean, targets, predictions, width) {
    for (let at = 0; at < predictions.length; at += width) {
      if (argMax(predictions, at, width) === argMax(targets, at, width)) mean.sum++;
      mean.count++;
    }
  },
});
