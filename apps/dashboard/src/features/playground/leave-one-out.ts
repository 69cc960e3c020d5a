import { classProbabilities } from './class-probabilities';
import type { Tokenization } from '#api/text';
import type { ModelOutput } from './model';

/** Variants at a time, so that the page answers between two batches. */
const BATCH = 16;

/**
 * What each token adds to the probability of a class: the difference to the model's answer without it.
 *
 * @returns a value a token; null for one that is not fed
 */
export async function leaveOneOut(
  output: ModelOutput,
  { tokens, input }: Tokenization,
  target: { class: number; probability: number },
  signal: AbortSignal,
): Promise<(number | null)[]> {
  const isFed = tokens.map(({ index }) => index !== null);
  const first = input.length - isFed.filter(Boolean).length;
  const variants = Array.from({ length: input.length - first }, (_, i) => without(input, first + i));

  const effects: number[] = [];
  for (let i = 0; i < variants.length; i += BATCH) {
    signal.throwIfAborted();
    const probabilities = await classProbabilities(output, variants.slice(i, i + BATCH));
    effects.push(...probabilities.map((row) => target.probability - row[target.class]));
    await new Promise((resolve) => setTimeout(resolve));
  }
  let next = 0;
  return isFed.map((fed) => (fed ? effects[next++] : null));
}

/** The input of the same text without one token: padded at the front. */
function without(input: readonly number[], position: number): number[] {
  return [0, ...input.slice(0, position), ...input.slice(position + 1)];
}
