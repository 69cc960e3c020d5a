declare module 'mecab-ya' {
  /** Surface and tag of every morpheme of a text; one list for all lines. */
  export function pos(
    text: string,
    callback: (error: Error | null, morphemes: [surface: string, tag: string][]) => void,
  ): void;
}
