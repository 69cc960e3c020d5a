/** A morpheme, as MeCab prints it. Texts share them: do not write to one. */
export interface Morpheme {
  /** The characters of the text that it covers. */
  readonly surface: string;
  /** Part of speech, of the Sejong tag set (`NNG`, `VV`, `JKS`); a fused form has several (`VA+EP`). */
  readonly tag: string;
  /**
   * What the dictionary says: tag, semantic class, final consonant, reading, type, first tag, last tag, expression,
   * separated by commas. Missing where an analyzer knows the tag alone.
   */
  readonly feature?: string;
}

export const ANALYZER_NAMES = ['mecab-ko', 'mecab-ya'] as const;
export type AnalyzerName = (typeof ANALYZER_NAMES)[number];

/** Splits texts into morphemes with their parts of speech. */
export interface Analyzer {
  readonly name: AnalyzerName;
  /** Dictionary and options: with the name, it settles what comes out. */
  readonly version: string;
  /** Program and dictionary, for a person. */
  readonly description: string;
  /** The morphemes of each text, in the order of the texts; of a text of white space alone, none. */
  analyze(texts: readonly string[]): Promise<Morpheme[][]>;
}
