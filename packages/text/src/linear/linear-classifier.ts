import { findFeatures } from './features';
import type { FeatureOptions } from './features';
import { sharedInt32 } from './shared';
import type { Symbols } from './symbols';
import { LinearThreads } from './threads';
import { writeRows } from './write-rows';

/** A linear model of texts. */
export interface LinearOptions extends FeatureOptions {
  /** Whether a feature is multiplied by its naive-Bayes log ratio (Wang and Manning 2012). */
  readonly naiveBayes: boolean;
  /** Weight of the losses against the penalty: scikit-learn's `C`. */
  readonly cost: number;
}

/** How the work is done; the result does not depend on it. */
export interface LinearWork {
  /** Number of worker threads, at least 1. */
  readonly workers: number;
  readonly signal?: AbortSignal;
  /** Called with the number of steps done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** scikit-learn's accuracy is reached after five or six passes. */
export const TRAINING = { tolerance: 0.1, passes: 20, seed: 0 };

/**
 * Classifies texts by a linear model: TF-IDF of n-grams (logarithmic term frequencies), as scikit-learn's
 * `TfidfVectorizer(sublinear_tf=True)` computes it, and L2-regularized logistic regression, one class against the rest.
 * The same numbers for any number of workers.
 *
 * @param symbols of the training texts, then of those to classify
 * @param labels of the training texts, from 0 to `classes` − 1
 * @returns the label of each text to classify
 * @throws TextError `linear-thread-ended`, `linear-thread-timeout`
 * @throws the signal's reason
 */
export async function classifyLinearly(
  symbols: Symbols,
  labels: ArrayLike<number>,
  classes: number,
  { naiveBayes, cost, ...options }: LinearOptions,
  { workers, signal, onProgress }: LinearWork,
): Promise<Int32Array> {
  signal?.throwIfAborted();
  const fits = classes === 2 ? [1] : Array.from({ length: classes }, (_, label) => label);
  const steps = options.longest + 1 + fits.length;
  let done = 0;
  const onStep = () => onProgress?.(++done, steps);
  const threads = new LinearThreads(signal);
  try {
    threads.start(workers);
    const tfIdf = await findFeatures(threads, symbols, labels.length, options, onStep);
    const rows = await writeRows(threads, tfIdf);
    onStep();
    const trained = sharedInt32(labels.length);
    trained.set(labels);
    const task = {
      rows,
      labels: trained,
      columns: tfIdf.idf.length,
      naiveBayes,
      logistic: { cost, ...TRAINING },
    };
    const scores: Float64Array[] = [];
    await threads.queue(
      fits.map((label) => ({ kind: 'score' as const, ...task, label })),
      (index, ofClass) => {
        scores[index] = ofClass;
        onStep();
      },
    );
    return highest(scores);
  } finally {
    await threads.end();
  }
}

/** The class with the highest score, the first of equals; of two classes, 1 if its score is positive. */
function highest(scores: readonly Float64Array[]): Int32Array {
  return Int32Array.from(scores[0], (first, text) => {
    if (scores.length === 1) return Number(first > 0);
    let best = 0;
    for (let label = 1; label < scores.length; label++) {
      if (scores[label][text] > scores[best][text]) best = label;
    }
    return best;
  });
}
