import { defineMean } from './metric';

/** Keras's `BinaryAccuracy`: the share of outputs that are on their target's side of the threshold 0.5. */
export const binaryAccuracy = defineMean({
  name: 'binaryAccuracy',
  better: 'higher',
  targets: 'perOutput',
  add(mean, targets, predictions) {
    for (let i = 0; i < predictions.length; i++) {
      if (Number(predictions[i] > 0.5) === targets[i]) mean.sum++;
    }
    mean.count += predictions.length;
  },
});
