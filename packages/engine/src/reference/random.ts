import type { RandomState } from '@rnn-lab/random';

/**
 * Runs `action` with `Math.random` drawn from `random`: TensorFlow.js seeds the generator of every dropout mask and
 * every noise from there, and offers no other way in for the masks within a recurrent layer.
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
