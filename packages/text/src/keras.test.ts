import { dropEmpty, IMDB_ENCODING, loadImdb, loadNsmc } from '@rnn-lab/data';
import type { Imdb } from '@rnn-lab/data';
import { toTokenTable } from '@rnn-lab/text-ko';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { kerasFigures } from '../test/keras-figures';
import { dataDir, describeWithData } from '../test/real-data';
import { padSequences } from './pad-sequences';
import { Vocabulary } from './vocabulary';
import { WordIndex } from './word-index';

const sha256 = (content: NodeJS.ArrayBufferView | string) =>
  createHash('sha256').update(content).digest('hex');
const SPLITS = ['train', 'test'] as const;

test(`the Naver reviews, split at spaces, as Keras ${kerasFigures.keras} encodes them`, async () => {
  const { rows, numWords, maxLength, words, padded } = kerasFigures.nsmc;
  const corpus = await loadNsmc();
  const texts = (split: (typeof SPLITS)[number]) =>
    dropEmpty(corpus[split]).map(({ document }) => document.split(' '));
  const vocabulary = Vocabulary.fit(toTokenTable(texts('train')), { numWords });
  expect(sha256(vocabulary.words.join('\n'))).toBe(words);
  for (const split of SPLITS) {
    expect(texts(split)).toHaveLength(rows[split]);
    const { data } = vocabulary.encode(toTokenTable(texts(split)), maxLength);
    expect(sha256(data)).toBe(padded[split]);
  }
});

describeWithData('the IMDB reviews', () => {
  const { numWords, maxLength, padded } = kerasFigures.imdb;
  let imdb: Imdb;
  beforeAll(async () => {
    // An unreachable mirror: a missing file must fail the test, not be downloaded.
    const elsewhere = { cacheDir: join(dataDir, 'none'), mirror: 'http://127.0.0.1:1' };
    imdb = await loadImdb({ numWords, dataDir, ...elsewhere });
  });

  test(`as Keras ${kerasFigures.keras} pads them`, () => {
    for (const split of SPLITS) {
      expect(sha256(padSequences(imdb[split].sequences, maxLength).data)).toBe(padded[split]);
    }
  });

  test('decode to words that encode to the same ids', () => {
    const wordIndex = new WordIndex(imdb.words, { ...IMDB_ENCODING, numWords });
    expect(wordIndex.decode(imdb.train.sequences[0].subarray(0, 10))).toBe(
      '[START] this film was just brilliant casting location scenery story',
    );
    for (const sequence of imdb.train.sequences.slice(0, 200)) {
      const known = sequence.filter((id) => id !== IMDB_ENCODING.oovIndex);
      const words = wordIndex.tokens(known).slice(1).join(' ');
      expect(wordIndex.textToSequence(words)).toEqual([...known]);
    }
  });
});
