import { defineMean } from './metric';

/** Keras's `RootMeanSquaredError`, over all outputs. */
export const rootMeanSquaredError = defineMean({
  name: 'rootMeanSquaredError',
  better: 'lower',
  targets: 'perOutput',
  add(mean, targets, predictions) {
    for (let i = 0; i < predictions.length; i++) mean.sum += (predictions[i] - targets[i]) ** 2;
    mean.count += predictions.length;
  },
  finish: Math.sqrt,
});
