import { UserError } from '@rnn-lab/errors';
import { findFeatures } from './features';
import { TRAINING } from './linear-classifier';
import type { LinearOptions, LinearWork } from './linear-classifier';
import { INTERCEPT } from './logistic-regression';
import { NGRAM_UNITS } from './ngram-units';
import type { NgramUnit } from './ngram-units';
import { sharedInt32 } from './shared';
import { LinearThreads } from './threads';
import type { TfIdf } from './tf-idf';
import { writeRows } from './write-rows';

/** An n-gram's column is its index in `ngrams` + 1; column 0 is the intercept's. */
interface NgramWeights {
  readonly unit: NgramUnit;
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
    readonly cleaning: NgramUnit;
    /** Number of columns. */
    readonly numWords: number;
  };
  /** The n-grams. */
  readonly vocabulary: readonly string[];
}

/** A model's files as they are read: all weights in one buffer. */
interface SavedNgrams {
  readonly unit: NgramUnit;
  readonly artifacts: { readonly weightData?: ArrayBuffer | ArrayBuffer[] };
  readonly vocabulary: readonly string[];
}

/** A trained linear model of n-grams that tells two classes apart: what `classifyLinearly` fits, to be saved. */
export class NgramModel {
  readonly #columns: ReadonlyMap<string, number>;

  private constructor(private readonly learnt: NgramWeights) {
    this.#columns = new Map(learnt.ngrams.map((ngram, index) => [ngram, index + 1]));
  }

  /**
   * Learns from texts. The same for any number of workers, but for the order of the n-grams and so for rounding.
   *
   * @param labels 0 or 1, by text
   * @param options with the unit that the n-grams are made of
   * @throws TextError `linear-thread-ended`, `linear-thread-timeout`
   * @throws the signal's reason
   */
  static async fit(
    texts: readonly string[],
    labels: readonly number[],
    { unit, naiveBayes, cost, ...options }: LinearOptions & { unit: NgramUnit },
    { workers, signal, onProgress }: LinearWork,
  ): Promise<NgramModel> {
    signal?.throwIfAborted();
    const steps = options.longest + 2;
    let done = 0;
    const onStep = () => onProgress?.(++done, steps);
    const { symbols, nameOf } = NGRAM_UNITS[unit].read(texts);
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
      const nameOfNgram = (ids: Int32Array) => Array.from(ids, nameOf).join(NGRAM_UNITS[unit].separator);
      const ngrams = ngramsOf(symbols.ids, tfIdf, nameOfNgram);
      return new NgramModel({ unit, ngrams, idf: Float32Array.from(tfIdf.idf), weights });
    } finally {
      await threads.end();
    }
  }

  /** The log-odds of label 1, by text. */
  logOdds(texts: readonly string[]): Float32Array {
    const { symbols, nameOf } = NGRAM_UNITS[this.learnt.unit].read(texts);
    const { ids, starts } = symbols;
    return Float32Array.from(texts, (_, text) =>
      this.#logOdds(
        Array.from(ids.subarray(starts[text], starts[text + 1]), (id) => (id === 0 ? null : nameOf(id))),
      ),
    );
  }

  /** What is saved of it, in the form of a TensorFlow.js model whose words are the n-grams. */
  toFiles(): NgramFiles {
    const { unit, ngrams, idf, weights } = this.learnt;
    const spec = (name: string) => ({ name, shape: [idf.length], dtype: 'float32' as const });
    return {
      artifacts: {
        modelTopology: { class_name: 'NgramModel' },
        weightSpecs: [spec('idf'), spec('weights')],
        weightData: [idf, weights].map((values) => values.slice().buffer),
      },
      preprocessing: { kind: 'text', cleaning: unit, numWords: idf.length },
      vocabulary: ngrams,
    };
  }

  /**
   * The model that was saved.
   *
   * @throws UserError `vocabulary` if there aren't as many n-grams as weights
   */
  static fromFiles({ unit, artifacts: { weightData }, vocabulary }: SavedNgrams): NgramModel {
    const values = new Float32Array(weightData as ArrayBuffer);
    const columns = vocabulary.length + 1;
    if (values.length !== 2 * columns) {
      throw new UserError(
        'vocabulary',
        `vocabulary.json has ${vocabulary.length} n-grams, but weights.bin is that of ${values.length / 2 - 1}; put back the original files.`,
      );
    }
    return new NgramModel({
      unit,
      ngrams: vocabulary,
      idf: values.subarray(0, columns),
      weights: values.subarray(columns),
    });
  }

  #logOdds(symbols: readonly (string | null)[]): number {
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

  /** How often a text has each n-gram, by column. No n-gram spans a null. */
  #count(symbols: readonly (string | null)[]): Map<number, number> {
    const counts = new Map<number, number>();
    const { separator } = NGRAM_UNITS[this.learnt.unit];
    for (let start = 0; start < symbols.length; start++) {
      let ngram: string | undefined;
      // An n-gram can't be frequent unless its beginning is, so the first unknown one ends the search.
      for (let end = start; end < symbols.length; end++) {
        const symbol = symbols[end];
        if (symbol === null) break;
        ngram = ngram === undefined ? symbol : ngram + separator + symbol;
        const column = this.#columns.get(ngram);
        if (column === undefined) break;
        counts.set(column, (counts.get(column) ?? 0) + 1);
      }
    }
    return counts;
  }
}

/** The n-grams by column, without the intercept's. */
function ngramsOf(ids: Int32Array, { ngrams, idf }: TfIdf, nameOf: (ids: Int32Array) => string): string[] {
  const found = new Array<string>(idf.length - 1);
  ngrams.forEach((columns, shorter) => {
    for (let start = 0; start < columns.length; start++) {
      const column = columns[start];
      if (column === 0 || found[column - 1] !== undefined) continue;
      found[column - 1] = nameOf(ids.subarray(start, start + shorter + 1));
    }
  });
  return found;
}
