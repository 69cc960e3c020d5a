import { Vocabulary } from '@rnn-lab/text';
import { DEFAULT_STOPWORDS, tokenizeCorpus } from '@rnn-lab/text-ko';
import type { CorpusOptions } from '@rnn-lab/text-ko';
import { loadDocuments } from './nsmc-reviews';

const THREADS = 2;

// Prints the seconds from the start of this process until all reviews are tokenized, and the vocabulary made.
async function tokenizeAll(): Promise<number> {
  const { train, test } = await loadDocuments();
  const options: CorpusOptions = {
    analyzer: 'mecab-ko',
    tokenForm: 'surface',
    stopwords: DEFAULT_STOPWORDS,
    workers: THREADS,
  };
  const trainTokens = await tokenizeCorpus(train, options);
  await tokenizeCorpus(test, options);
  Vocabulary.fit(trainTokens, { numWords: 35_000 });
  return performance.now() / 1000;
}

void tokenizeAll().then((seconds) => process.stdout.write(String(seconds)));
