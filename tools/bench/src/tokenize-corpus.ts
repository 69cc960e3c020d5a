import { TextPipeline } from '@rnn-lab/text';
import { DEFAULT_STOPWORDS } from '@rnn-lab/text-ko';
import { loadDocuments } from './nsmc-reviews';

const THREADS = 2;

// Prints the seconds from the start of this process until all reviews are encoded.
async function tokenizeAll(): Promise<number> {
  const { train, test } = await loadDocuments();
  const corpus = { workers: THREADS };
  const { pipeline } = await TextPipeline.fitEncode(
    train,
    {
      analyzer: 'mecab-ko',
      tokenForm: 'surface',
      stopwords: DEFAULT_STOPWORDS,
      numWords: 35_000,
      maxLength: 30,
    },
    corpus,
  );
  await pipeline.encode(test, corpus);
  return performance.now() / 1000;
}

void tokenizeAll().then((seconds) => process.stdout.write(String(seconds)));
