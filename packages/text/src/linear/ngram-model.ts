import { UserError } from '@rnn-lab/errors';
import { findFeatures } from './features';
import { TRAINING } from './linear-classifier';
import type { LinearOptions, LinearWork } from './linear-classifier';
import { INTERCEPT } from './logistic-regression';
import { sharedInt32 } from './shared';
import { characters } from './symbols';
import type { Symbols } from './symbols';
import { LinearThreads } from './threads';
import type { TfIdf } from './tf-idf';
import { writeRows } from './write-rows';

/** `cleaning` of the preprocessing.json of such a model. */
export const NGRAM_MODEL = 'character-ngrams';

/** An n-gram's column is its index in `ngrams` + 1; column 0 is the intercept's. */
interface NgramWeights {
  readonly ngrams: readonly string[];
  /** Inverse document frequencies, by column. */
  readonly idf: Float32Array;
  /** By column; the first one is the intercept. */
  readonly weights: Float32Array;
}

/** A model's files: its weights, and how it reads a text. */
export interface NgramFiles {
  readonly artifacts: {
    readonly modelTopology: { class_name: string };
    readonly weightSpecs: { name: string; shape: number[]; dtype: 'float32' }[];
    /** In the order of `weightSpecs`. */
    readonly weightData: ArrayBuffer[];
  };
  readonly preprocessing: {
    readonly kind: 'text';
    readonly cleaning: typeof NGRAM_MODEL;
    /** Number of columns. */
    readonly numWords: number;
  };
  /** The n-grams. */
  readonly vocabulary: readonly string[];
}

/** A model's files as they are read: all weights in one buffer. */
interface SavedNgrams {
  readonly artifacts: { readonly weightData?: ArrayBuffer | ArrayBuffer[] };
  readonly vocabulary: readonly string[];
}

/** A trained linear model of character n-grams that tells two classes apart: what `classifyLinearly` fits, to be saved. */
export class NgramModel {
  readonly #columns: ReadonlyMap<string, number>;

  private constructor(private readonly learnt: NgramWeights) {
    this.#columns = new Map(learnt.ngrams.map((ngram, index) => [ngram, index + 1]));
  }

  /**
   * Learns from texts. The same for any number of workers, but for the order of the n-grams and so for rounding.
   *
   * @param labels 0 or 1, by text
   * @throws TextError `linear-thread-ended`, `linear-thread-timeout`
   * @throws the signal's reason
   */
  static async fit(
    texts: readonly string[],
    labels: readonly number[],
    { naiveBayes, cost, ...options }: LinearOptions,
    { workers, signal, onProgress }: LinearWork,
  ): Promise<NgramModel> {
    signal?.throwIfAborted();
    const steps = options.longest + 2;
    let done = 0;
    const onStep = () => onProgress?.(++done, steps);
    const symbols = characters(texts);
    const threads = new LinearThreads(signal);
    try {
      threads.start(workers);
      const tfIdf = await findFeatures(threads, symbols, labels.length, options, onStep);
      const rows = await writeRows(threads, tfIdf);
      onStep();
      const trained = sharedInt32(labels.length);
      trained.set(labels);
      const task = { rows, labels: trained, label: 1, columns: tfIdf.idf.length, naiveBayes };
      const logistic = { cost, ...TRAINING };
      let weights = new Float32Array();
      await threads.queue([{ kind: 'fit' as const, ...task, logistic }], (_, fitted) => {
        weights = Float32Array.from(fitted);
      });
      onStep();
      return new NgramModel({ ngrams: ngramsOf(symbols, tfIdf), idf: Float32Array.from(tfIdf.idf), weights });
    } finally {
      await threads.end();
    }
  }

  /** The log-odds of label 1, by text. */
  logOdds(texts: readonly string[]): Float32Array {
    const { ids, starts } = characters(texts);
    return Float32Array.from(texts, (_, text) => this.#logOdds(ids.subarray(starts[text], starts[text + 1])));
  }

  /** What is saved of it, in the form of a TensorFlow.js model whose words are the n-grams. */
  toFiles(): NgramFiles {
    const { ngrams, idf, weights } = this.learnt;
    const spec = (name: string) => ({ name, shape: [idf.length], dtype: 'float32' as const });
    return {
      artifacts: {
        modelTopology: { class_name: 'NgramModel' },
        weightSpecs: [spec('idf'), spec('weights')],
        weightData: [idf, weights].map((values) => values.slice().buffer),
      },
      preprocessing: { kind: 'text', cleaning: NGRAM_MODEL, numWords: idf.length },
      vocabulary: ngrams,
    };
  }

  /**
   * The model that was saved.
   *
   * @throws UserError `vocabulary` if there aren't as many n-grams as weights
   */
  static fromFiles({ artifacts: { weightData }, vocabulary }: SavedNgrams): NgramModel {
    const values = new Float32Array(weightData as ArrayBuffer);
    const columns = vocabulary.length + 1;
    if (values.length !== 2 * columns) {
      throw new UserError(
        'vocabulary',
        `vocabulary.json has ${vocabulary.length} n-grams, but weights.bin is that of ${values.length / 2 - 1}; put back the original files.`,
      );
    }
    return new NgramModel({
      ngrams: vocabulary,
      idf: values.subarray(0, columns),
      weights: values.subarray(columns),
    });
  }

  #logOdds(symbols: Int32Array): number {
    const { idf, weights } = this.learnt;
    let score = 0;
    let squares = 0;
    for (const [column, count] of this.#count(symbols)) {
      const value = (1 + Math.log(count)) * idf[column];
      score += value * weights[column];
      squares += value * value;
    }
    return weights[INTERCEPT] + (squares === 0 ? 0 : score / Math.sqrt(squares));
  }

  /** How often a text has each n-gram, by column. */
  #count(symbols: Int32Array): Map<number, number> {
    const counts = new Map<number, number>();
    for (let start = 0; start < symbols.length; start++) {
      let ngram = '';
      // An n-gram can't be frequent unless its beginning is, so the first unknown one ends the search.
      for (let end = start; end < symbols.length && symbols[end] !== 0; end++) {
        ngram += String.fromCodePoint(symbols[end]);
        const column = this.#columns.get(ngram);
        if (column === undefined) break;
        counts.set(column, (counts.get(column) ?? 0) + 1);
      }
    }
    return counts;
  }
}

/** The n-grams by column, without the intercept's. */
function ngramsOf(symbols: Symbols, { ngrams, idf }: TfIdf): string[] {
  const found = new Array<string>(idf.length - 1);
  ngrams.forEach((ids, shorter) => {
    for (let start = 0; start < ids.length; start++) {
      const id = ids[start];
      if (id === 0 || found[id - 1] !== undefined) continue;
      found[id - 1] = String.fromCodePoint(...symbols.ids.subarray(start, start + shorter + 1));
    }
  });
  return found;
}
