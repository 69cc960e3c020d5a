declare module 'mecab-ya' {
  /** Surface and tag of each morpheme of a text, of all its lines in one list. */
  export function pos(
    text: string,
    callback: (error: Error | null, morphemes: [surface: string, tag: string][]) => void,
  ): void;
}
