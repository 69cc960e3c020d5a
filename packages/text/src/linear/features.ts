import { sharedFloat64, sharedInt32 } from './shared';
import type { Symbols } from './symbols';
import type { LinearThreads } from './threads';
import type { TfIdf } from './tf-idf';

export interface FeatureOptions {
  /** The longest n-grams, in symbols. */
  readonly longest: number;
  /** N-grams in fewer training texts are left out: scikit-learn's `min_df`. */
  readonly minTexts: number;
}

/**
 * The n-grams of all texts, from single symbols up to the longest. Those of length n are found from those of length n − 1, and
 * every thread counts those whose hash is in its shard.
 *
 * @param trainTexts the number of texts, from the first, that n-grams and document frequencies come from
 * @param onLength called when one length of n-grams is done
 */
export async function findFeatures(
  threads: LinearThreads,
  { ids: symbols, starts }: Symbols,
  trainTexts: number,
  { longest, minTexts }: FeatureOptions,
  onLength: () => void,
): Promise<TfIdf> {
  const frequencies: Int32Array[] = [];
  const ngrams: Int32Array[] = [];
  // Id 0 is that of no n-gram: its column is the intercept's.
  let nextId = 1;
  let shorter = symbols;
  for (let length = 1; length <= longest; length++) {
    const count = { shorter, isPair: length > 1, starts, trainTexts, minTexts };
    const counted = await threads.all((shard, shards) => ({ kind: 'count', shard, shards, ...count }));
    const firstIds = counted.map(({ length }) => (nextId += length) - length);
    const ids = sharedInt32(symbols.length);
    await threads.all((shard) => ({ kind: 'assign', ids, firstId: firstIds[shard] }));
    frequencies.push(...counted);
    ngrams.push(ids);
    shorter = ids;
    onLength();
  }
  const idf = sharedFloat64(nextId);
  let id = 1;
  for (const ofShard of frequencies) {
    for (const frequency of ofShard) idf[id++] = Math.log((1 + trainTexts) / (1 + frequency)) + 1;
  }
  return { ngrams, starts, idf };
}
