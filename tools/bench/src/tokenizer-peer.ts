import { createMecabKo } from '@rnn-lab/text-ko';

/** An analyzer that splits cleaned texts into morphemes. It stays loaded between turns. */
export interface TokenizerPeer {
  /** With versions, as the report prints it. */
  readonly name: string;
  /** A turn analyzes the first 1/`every` of its texts. */
  readonly every: number;
  analyze(texts: readonly string[]): Promise<TokenizerTurn>;
  close(): Promise<void>;
}

export interface TokenizerTurn {
  milliseconds: number;
  /** The surfaces of each text's morphemes. */
  surfaces: string[][];
}

/** Our analyzer in this thread, without mecab-ko's space penalty, which MeCab doesn't have. */
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
      // Nothing to free but memory.
    },
  };
}
