/** A morpheme, as MeCab prints it. Shared between texts: treat it as immutable. */
export interface Morpheme {
  /** The part of the text that it covers. */
  readonly surface: string;
  /** Part of speech in the Sejong tag set (`NNG`, `VV`, `JKS`); a fused form has several (`VA+EP`). */
  readonly tag: string;
  /**
   * The dictionary's columns, separated by commas: tag, semantic class, final consonant, reading, type, first tag, last
   * tag, expression. Undefined if the analyzer returns tags only.
   */
  readonly feature?: string;
}

export const ANALYZER_NAMES = ['mecab-ko', 'mecab-ya'] as const;
export type AnalyzerName = (typeof ANALYZER_NAMES)[number];

/** Splits texts into morphemes with their parts of speech. */
export interface Analyzer {
  readonly name: AnalyzerName;
  /** Dictionary and options. Analyzers with the same name and version return the same morphemes. */
  readonly version: string;
  /** Program and dictionary, for display. */
  readonly description: string;
  /**
   * The morphemes of each text, in the order of the texts; an empty list for a blank text.
   *
   * @throws TextError `text-too-long` {index, reason}, or for mecab-ya `text-not-cleaned` {index}
   */
  analyze(texts: readonly string[]): Promise<Morpheme[][]>;
}
