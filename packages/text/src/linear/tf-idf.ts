import type { NgramIds } from './ngrams';

/** Rows of a sparse matrix. Row i has the entries from `starts[i]` to `ends[i]`. */
export interface SparseRows {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

/** What turns a text's n-grams into numbers. */
export interface TfIdf {
  /** By length of n-gram. */
  readonly ngrams: readonly NgramIds[];
  /** Where the texts begin: `Symbols.starts`. */
  readonly starts: Int32Array;
  /** Inverse document frequencies by id: `ln((1 + texts) / (1 + texts with it)) + 1`. */
  readonly idf: Float64Array;
}

/** The most entries that a text can have. */
export function capacityOf({ ngrams, starts }: TfIdf, text: number): number {
  let capacity = 0;
  for (const ids of ngrams) {
    for (let i = starts[text]; i < starts[text + 1]; i++) if (ids[i] !== 0) capacity++;
  }
  return capacity;
}

/**
 * Writes texts as scikit-learn's `TfidfVectorizer(sublinear_tf=True)` sees them: (1 + ln tf) · idf, scaled to an L2 norm of 1.
 * A row's entries are in the order in which its n-grams first occur, by length, so that sums over them don't depend on ids.
 */
export class TfIdfRows {
  /** By id: its entry in the newest row that has it. */
  readonly #entries: Int32Array;

  /** @param rows whose `starts` leave every text its capacity */
  constructor(
    private readonly tfIdf: TfIdf,
    private readonly rows: SparseRows,
  ) {
    this.#entries = new Int32Array(tfIdf.idf.length).fill(-1);
  }

  /** Writes the row of a text, in ascending order of the texts. */
  write(text: number): void {
    const begin = this.rows.starts[text];
    const end = this.#count(text, begin);
    this.rows.ends[text] = end;
    this.#weigh(begin, end);
  }

  /** Writes how often the text has each of its n-grams; returns the row's end. */
  #count(text: number, begin: number): number {
    const { ngrams, starts } = this.tfIdf;
    const { ids, values } = this.rows;
    const entries = this.#entries;
    let end = begin;
    for (const ofLength of ngrams) {
      for (let i = starts[text]; i < starts[text + 1]; i++) {
        const id = ofLength[i];
        if (id === 0) continue;
        const entry = entries[id];
        if (entry >= begin) {
          values[entry]++;
          continue;
        }
        entries[id] = end;
        ids[end] = id;
        values[end++] = 1;
      }
    }
    return end;
  }

  #weigh(begin: number, end: number): void {
    const { idf } = this.tfIdf;
    const { ids, values } = this.rows;
    let squares = 0;
    for (let entry = begin; entry < end; entry++) {
      const count = values[entry];
      const value = (count === 1 ? 1 : 1 + Math.log(count)) * idf[ids[entry]];
      values[entry] = value;
      squares += value * value;
    }
    const scale = 1 / Math.sqrt(squares);
    for (let entry = begin; entry < end; entry++) values[entry] *= scale;
  }
}
