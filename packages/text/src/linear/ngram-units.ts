import { kerasWords } from '../word-index';
import { characters, words } from './symbols';
import type { Symbols } from './symbols';

/** Texts as symbols, and what a symbol is called. */
interface NamedSymbols {
  readonly symbols: Symbols;
  readonly nameOf: (id: number) => string;
}

interface Unit {
  readonly read: (texts: readonly string[]) => NamedSymbols;
  /** Stands between the symbols in an n-gram's name. */
  readonly separator: string;
}

/** What the n-grams of a saved linear model are made of, by the `cleaning` of its preprocessing.json. */
export const NGRAM_UNITS = {
  /** Lower-cased characters within words, as scikit-learn's `char_wb`. */
  'character-ngrams': {
    read: (texts) => ({ symbols: characters(texts), nameOf: (id) => String.fromCodePoint(id) }),
    separator: '',
  },
  /** Lower-cased words, split as Keras's `Tokenizer` does. */
  'word-ngrams': { read: readWords, separator: ' ' },
} as const satisfies Record<string, Unit>;
export type NgramUnit = keyof typeof NGRAM_UNITS;

/** Whether it is the `cleaning` of a linear model of n-grams. */
export function isNgramUnit(name: string | null): name is NgramUnit {
  return name !== null && Object.hasOwn(NGRAM_UNITS, name);
}

function readWords(texts: readonly string[]): NamedSymbols {
  const names = [''];
  const ids = new Map<string, number>();
  const idOf = (word: string): number => {
    const known = ids.get(word);
    if (known !== undefined) return known;
    ids.set(word, names.length);
    return names.push(word) - 1;
  };
  const symbols = words(texts.map((text) => kerasWords(text.toLowerCase()).map(idOf)));
  return { symbols, nameOf: (id) => names[id] };
}
