import type * as TextKo from '@rnn-lab/text-ko';

/** The Korean analyzers. Loaded by Node itself: bundled, they would not find their dictionary. */
export function textKo(): Promise<typeof TextKo> {
  return import(/* turbopackIgnore: true */ '@rnn-lab/text-ko');
}
