import { createMecabYa } from '@rnn-lab/text-ko';
import type { Analyzer } from '@rnn-lab/text-ko';
import type { TokenizerTurn } from './tokenizer-peer';

/** What mecab-ya's process says first; to each batch of texts it answers with a turn. */
export type MecabYaGreeting = { ready: true } | { missing: string };

// A process of its own, for the environment that names MeCab and the same dictionary that the others have.
createMecabYa().then(
  (analyzer) => {
    say({ ready: true });
    process.on('message', (texts: string[]) => void analyze(analyzer, texts).then(say));
  },
  (error: Error) => {
    say({ missing: error.message });
    process.disconnect();
  },
);

async function analyze(analyzer: Analyzer, texts: readonly string[]): Promise<TokenizerTurn> {
  const started = performance.now();
  const morphemes = await analyzer.analyze(texts);
  const milliseconds = performance.now() - started;
  return { milliseconds, surfaces: morphemes.map((ofText) => ofText.map(({ surface }) => surface)) };
}

function say(message: MecabYaGreeting | TokenizerTurn): void {
  process.send?.(message);
}
