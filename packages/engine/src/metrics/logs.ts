import type { CompileOptions, Logs } from '../types';

/**
 * Means over samples: the loss, and Keras's binary accuracy at a threshold of 0.5 over the first output.
 *
 * @param losses [count]
 * @param predictions [count × outputs]
 * @param target the first target of sample `index`
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

/** The figures that were asked for. */
export function reportedLogs({ loss, accuracy }: Required<Logs>, metrics: CompileOptions['metrics']): Logs {
  return metrics?.includes('accuracy') ? { loss, accuracy } : { loss };
}
