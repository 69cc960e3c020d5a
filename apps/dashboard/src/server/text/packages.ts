import type * as Text from '@rnn-lab/text';
import type * as TextKo from '@rnn-lab/text-ko';

// Loaded by Node itself: bundled, the Korean analyzers would not find their dictionary.

/** From texts to a model's input. */
export function textPackage(): Promise<typeof Text> {
  return import(/* turbopackIgnore: true */ '@rnn-lab/text');
}

/** The Korean analyzers. */
export function textKo(): Promise<typeof TextKo> {
  return import(/* turbopackIgnore: true */ '@rnn-lab/text-ko');
}
