import { argMax } from './classes';
import { defineMean } from './metric';

/** Keras's `SparseCategoricalAccuracy`: the share of rows whose highest output is that of the target's class number. */
export const sparseCategoricalAccuracy = defineMean({
  name: 'sparseCategoricalAccuracy',
  better: 'higher',
  targets: 'class',
  add(mean, targets, predictions, width) {
    for (let row = 0; row < targets.length; row++) {
      if (argMax(predictions, row * width, width) === targets[row]) mean.sum++;
    }
    mean.count += targets.length;
  },
});
