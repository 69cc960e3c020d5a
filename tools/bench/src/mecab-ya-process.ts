import { createMecabYa } from '@rnn-lab/text-ko';
import type { Analyzer } from '@rnn-lab/text-ko';
import type { TokenizerTurn } from './tokenizer-peer';

/** First message of mecab-ya's process; each batch of texts is answered by a turn. */
export type MecabYaGreeting = { ready: true } | { missing: string };

// A separate process, because the environment names MeCab and the dictionary that the other peers use.
createMecabYa().then(
  (analyzer) => {
    send({ ready: true });
    process.on('message', (texts: string[]) => void analyze(analyzer, texts).then(send));
  },
  (error: Error) => {
    send({ missing: error.message });
    process.disconnect();
  },
);

async function analyze(analyzer: Analyzer, texts: readonly string[]): Promise<TokenizerTurn> {
  const started = performance.now();
  const morphemes = await analyzer.analyze(texts);
  const milliseconds = performance.now() - started;
  return { milliseconds, surfaces: morphemes.map((ofText) => ofText.map(({ surface }) => surface)) };
}

function send(message: MecabYaGreeting | TokenizerTurn): void {
  process.send?.(message);
}
