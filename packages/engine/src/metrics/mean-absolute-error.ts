import { defineMean } from './metric';

/** Keras's `MeanAbsoluteError`, over all outputs. */
export const meanAbsoluteError = defineMean({
  name: 'meanAbsoluteError',
  better: 'lower',
  targets: 'perOutput',
  add(mean, targets, predictions) {
    for (let i = 0; i < predictions.length; i++) mean.sum += Math.abs(predictions[i] - targets[i]);
    mean.count += predictions.length;
  },
});
