import { createMecabKo } from '@rnn-lab/text-ko';

/** Something that splits cleaned texts into morphemes; what it has loaded stays from turn to turn. */
export interface TokenizerPeer {
  /** With versions, as the report prints it. */
  readonly name: string;
  /** Its turn takes only every so many of the texts: 1 for all of them. */
  readonly every: number;
  analyze(texts: readonly string[]): Promise<TokenizerTurn>;
  close(): Promise<void>;
}

export interface TokenizerTurn {
  milliseconds: number;
  /** The surfaces of each text's morphemes. */
  surfaces: string[][];
}

/** Our analyzer, in this thread, without the penalty for white space that is mecab-ko's and not MeCab's. */
export async function startOurTokenizer(): Promise<TokenizerPeer> {
  const analyzer = await createMecabKo({ leftSpacePenalty: false });
  return {
    name: 'rnn-lab mecab-ko, one thread',
    every: 1,
    async analyze(texts) {
      const started = performance.now();
      const morphemes = await analyzer.analyze(texts);
      const milliseconds = performance.now() - started;
      return { milliseconds, surfaces: morphemes.map((ofText) => ofText.map(({ surface }) => surface)) };
    },
    async close() {
      // It holds nothing but memory.
    },
  };
}
