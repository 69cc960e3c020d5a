import type { RandomState } from '@rnn-lab/random';

/**
 * Runs `action` with `Math.random` replaced by `random`. TensorFlow.js seeds every dropout mask and every noise from
 * `Math.random`, and there is no other way to seed the masks inside a recurrent layer.
 */
export function withRandom<T>(random: RandomState, action: () => T): T {
  const original = Math.random;
  Math.random = () => random.rand();
  try {
    return action();
  } finally {
    Math.random = original;
  }
}
