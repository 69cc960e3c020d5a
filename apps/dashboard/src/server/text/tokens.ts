import { readPreprocessing, readVocabulary, RunsError } from '@rnn-lab/runs';
import { padSequences, Vocabulary, WordIndex } from '@rnn-lab/text';
import { memoize } from '#server/store/memoize';
import { directoryOf } from '#server/store/run-directory';
import { textKo } from './text-ko';
import type { Preprocessing } from '@rnn-lab/runs';
import type { Analyzer, Tokenizer } from '@rnn-lab/text-ko';
import type { Tokenization } from '#api/text';

/** Readers kept: each holds a vocabulary of some megabytes. */
const READERS = 8;

type Token = Tokenization['tokens'][number];

/** A run's way from a raw text to its tokens and the sequence of their indices, not yet padded. */
interface TextReader {
  maxLength: number;
  read(text: string): Promise<{ tokens: Token[]; sequence: number[] }>;
}

/**
 * How a text becomes the input of a run's model; the same as in training and in `rnn-lab predict`. Rejects with a
 * `NotFoundError` where there is no such run, with a `RunsError` where its model or its analyzer is missing, or the
 * model reads no text.
 */
export async function tokenize(id: string, text: string): Promise<Tokenization> {
  try {
    const { maxLength, read } = await readerOf(await directoryOf(id));
    const { tokens, sequence } = await read(text);
    const { data } = padSequences([sequence], maxLength);
    return { tokens: cutTo(maxLength, tokens), input: Array.from(data) };
  } catch (error) {
    const { TextError } = await textKo();
    if (!(error instanceof TextError)) throw error;
    const details = { code: 'analyzer-failed', values: { reason: error.message } };
    throw new RunsError(error.message, { details });
  }
}

/** By the run's folder. */
const readerOf = memoize(READERS, async (directory): Promise<TextReader> => {
  const preprocessing = await readPreprocessing(directory);
  const reader = await createReader(preprocessing, () => readVocabulary(directory));
  if (!reader)
    throw new RunsError('The model of this run reads no text that the dashboard can prepare.', {
      details: { code: 'reads-no-text', values: {} },
    });
  return reader;
});

async function createReader(
  { cleaning, analyzer, tokenForm, stopwords, numWords, maxLength, ...encoding }: Preprocessing,
  words: () => Promise<string[]>,
): Promise<TextReader | null> {
  const { indexFrom, startIndex, oovIndex } = encoding;
  if (cleaning === 'english' && numWords && maxLength && indexFrom && startIndex && oovIndex) {
    const wordIndex = new WordIndex(await words(), { numWords, indexFrom, startIndex, oovIndex });
    return { maxLength, read: englishReader(wordIndex, oovIndex) };
  }
  if (cleaning === 'korean' && analyzer && tokenForm && stopwords && maxLength) {
    const { Tokenizer } = await textKo();
    const tokenizer = new Tokenizer(await analyzerOf(analyzer), { tokenForm, stopwords });
    return { maxLength, read: koreanReader(tokenizer, Vocabulary.from(await words())) };
  }
  return null;
}

function englishReader(words: WordIndex, oovIndex: number): TextReader['read'] {
  return async (text) => ({
    tokens: words.explain(text).map(({ surface, word, index }) => ({
      surface,
      token: word,
      status: index === null || index === oovIndex ? 'unknown' : 'kept',
      index,
    })),
    sequence: words.textToSequence(text),
  });
}

function koreanReader(tokenizer: Tokenizer, vocabulary: Vocabulary): TextReader['read'] {
  return async (text) => {
    const explained = await tokenizer.explain(text);
    const tokens = explained.tokens.map(({ surface, text: token, isStopword }): Token => {
      const index = isStopword ? null : (vocabulary.indexOf(token) ?? null);
      const status = isStopword ? 'stopword' : index === null ? 'unknown' : 'kept';
      return { surface, token, status, index };
    });
    return { tokens, sequence: tokens.map(({ index }) => index).filter((index) => index !== null) };
  };
}

/** The dictionary is large: read when the first text comes, and shared by all runs. */
const analyzerOf = memoize(2, async (name): Promise<Analyzer> => {
  const { createMecabKo, createMecabYa } = await textKo();
  if (name === 'mecab-ko') return createMecabKo();
  if (name === 'mecab-ya') return createMecabYa();
  throw new RunsError(`There is no analyzer ${name}; train the run anew with mecab-ko or mecab-ya.`, {
    details: { code: 'no-analyzer', values: { name } },
  });
});

/** Only the last `maxLength` indices are fed. */
function cutTo(maxLength: number, tokens: readonly Token[]): Token[] {
  let tooMany = tokens.filter(({ index }) => index !== null).length - maxLength;
  return tokens.map((token) => {
    if (token.index === null || tooMany-- <= 0) return token;
    return { ...token, index: null, status: token.status === 'kept' ? 'cut' : token.status };
  });
}
