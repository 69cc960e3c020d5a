import type { CompileOptions, Logs } from '../types';

/**
 * Means over samples: the loss, and Keras's `binary_accuracy` (threshold 0.5) of the first output.
 *
 * @param losses [count]
 * @param predictions [count × outputs]
 * @param target returns the first target of sample `index`
 */
export function meanLogs(
  count: number,
  losses: Float32Array,
  predictions: Float32Array,
  target: (index: number) => number,
  outputs: number,
): Required<Logs> {
  let loss = 0;
  let correct = 0;
  for (let i = 0; i < count; i++) {
    loss += losses[i];
    if (predictions[i * outputs] > 0.5 === target(i) > 0.5) correct++;
  }
  return { loss: loss / count, accuracy: correct / count };
}

/** Drops the metrics that weren't requested. */
export function reportedLogs({ loss, accuracy }: Required<Logs>, metrics: CompileOptions['metrics']): Logs {
  return metrics?.includes('accuracy') ? { loss, accuracy } : { loss };
}
