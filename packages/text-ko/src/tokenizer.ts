import { ANALYZER_NAMES } from './analyzer';
import type { Analyzer, AnalyzerName, Morpheme } from './analyzer';
import { CLEAN, CLEANINGS } from './clean';
import type { Cleaning } from './clean';
import { TextError } from './errors';
import { readDictionaryFiles } from './mecab-ko/dictionary';
import type { DictionaryFiles } from './mecab-ko/dictionary';
import { MecabKo } from './mecab-ko/mecab-ko';
import { findMecab } from './installed-mecab';
import type { InstalledMecab } from './installed-mecab';
import { MecabYa } from './mecab-ya';
import { TOKEN_FORMS, toLemmas, toSurfaces } from './token-form';
import type { Token, TokenForm } from './token-form';

export interface TokenizerOptions {
  readonly analyzer: AnalyzerName;
  /** The default, `korean`, keeps Hangul alone; `korean-raw` keeps punctuation, Latin, digits and emoji too. */
  readonly cleaning?: Cleaning;
  readonly tokenForm: TokenForm;
  /** Tokens that are dropped. */
  readonly stopwords: readonly string[];
}

/** How a text became tokens, step by step. */
export interface TokenizedText {
  readonly cleaned: string;
  readonly morphemes: readonly Morpheme[];
  /** In the order of the text, stopwords included. */
  readonly tokens: readonly (Token & { readonly isStopword: boolean })[];
}

/** From raw text to tokens: cleans, analyzes, takes surfaces or lemmas, drops stopwords. */
export class Tokenizer {
  private readonly clean: (text: string) => string;
  private readonly stopwords: ReadonlySet<string>;
  private readonly toTokens: (morphemes: readonly Morpheme[]) => Token[];

  constructor(
    readonly analyzer: Analyzer,
    { cleaning = 'korean', tokenForm, stopwords }: Omit<TokenizerOptions, 'analyzer'>,
  ) {
    this.clean = CLEAN[cleaning];
    this.toTokens = tokenForm === 'lemma' ? toLemmas : toSurfaces;
    this.stopwords = new Set(stopwords);
  }

  /** The tokens of each text, in the order of the texts. */
  async tokenize(texts: readonly string[]): Promise<string[][]> {
    const morphemes = await this.analyzer.analyze(texts.map(this.clean));
    return morphemes.map((ofText) =>
      this.toTokens(ofText)
        .map(({ text }) => text)
        .filter((text) => !this.stopwords.has(text)),
    );
  }

  /** Every step from one text to its tokens. */
  async explain(text: string): Promise<TokenizedText> {
    const cleaned = this.clean(text);
    const [morphemes] = await this.analyzer.analyze([cleaned]);
    const tokens = this.toTokens(morphemes).map((token) => ({
      ...token,
      isStopword: this.stopwords.has(token.text),
    }));
    return { cleaned, morphemes, tokens };
  }
}

/**
 * @throws TextError `invalid-option` for an unknown analyzer, cleaning or token form; `no-lemmas`, `no-raw-texts` for what
 *   mecab-ya can't do
 */
export function checkTokenizerOptions({ analyzer, cleaning = 'korean', tokenForm }: TokenizerOptions): void {
  if (!ANALYZER_NAMES.includes(analyzer)) {
    throw new TextError(
      'invalid-option',
      `There is no analyzer ${analyzer}: choose ${ANALYZER_NAMES.join(' or ')}.`,
      { option: 'analyzer', value: analyzer },
    );
  }
  if (!CLEANINGS.includes(cleaning)) {
    throw new TextError(
      'invalid-option',
      `There is no cleaning ${cleaning}: choose ${CLEANINGS.join(' or ')}.`,
      { option: 'cleaning', value: cleaning },
    );
  }
  if (!TOKEN_FORMS.includes(tokenForm)) {
    throw new TextError(
      'invalid-option',
      `There is no token form ${tokenForm}: choose ${TOKEN_FORMS.join(' or ')}.`,
      { option: 'tokenForm', value: tokenForm },
    );
  }
  if (analyzer === 'mecab-ya' && tokenForm === 'lemma') {
    throw new TextError(
      'no-lemmas',
      'mecab-ya has no lemmas: choose the analyzer mecab-ko, or the token form surface.',
    );
  }
  if (analyzer === 'mecab-ya' && cleaning === 'korean-raw') {
    throw new TextError(
      'no-raw-texts',
      'mecab-ya reads cleaned texts alone: choose the analyzer mecab-ko, or the cleaning korean.',
    );
  }
}

/** The source of an analyzer: loaded once, and shared by the tokenizers of all threads. */
export type AnalyzerSource = { readonly dictionary: DictionaryFiles } | { readonly mecab: InstalledMecab };

export async function analyzerSource(analyzer: AnalyzerName, signal?: AbortSignal): Promise<AnalyzerSource> {
  return analyzer === 'mecab-ko' ? { dictionary: readDictionaryFiles() } : { mecab: await findMecab(signal) };
}

export function openTokenizer(options: TokenizerOptions, source: AnalyzerSource): Tokenizer {
  const analyzer = 'mecab' in source ? new MecabYa(source.mecab) : new MecabKo(source.dictionary);
  return new Tokenizer(analyzer, options);
}
