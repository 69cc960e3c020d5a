import { createHash } from 'node:crypto';
import type { Analyzer } from './analyzer';
import { TextError } from './errors';
import { TokenCache } from './token-cache';
import { joinTokenTables } from './token-table';
import type { TokenTable } from './token-table';
import { analyzerSource, checkTokenizerOptions, openTokenizer } from './tokenizer';
import type { AnalyzerSource, TokenizerOptions } from './tokenizer';
import { TokenizerThread } from './tokenizer-thread';
import type { WorkerInput } from './worker';

/** Texts per message to a worker thread: about a tenth of a second of work. */
const CHUNK = 2_000;
/** Part of the cache key: a version, to be raised when the format, the cleaning or the tokens change, and V8's format. */
const CACHE_FORMAT = [2, process.versions.v8];

export interface CorpusOptions extends TokenizerOptions {
  /** Number of worker threads. The result does not depend on it. */
  readonly workers: number;
  /** The folder in which tokens are cached; undefined: no cache. */
  readonly cacheDir?: string;
  /** Called once, before any work, with the program and dictionary in use. */
  readonly onAnalyzer?: (analyzer: Pick<Analyzer, 'name' | 'description'>) => void;
  /** Called if the cache can't be used; the tokens are then kept in memory alone. */
  readonly onWarning?: (message: string) => void;
  /** Called with the number of texts done. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * The tokens of many texts: cleaned, analyzed in worker threads, as surfaces or lemmas, without the stopwords.
 *
 * A cache that is full, read-only or damaged costs time: `onWarning` reports it.
 *
 * @throws TextError `invalid-option`, `no-lemmas` for wrong options; `text-too-long` {index}; `tokenizer-thread-ended`,
 *   `tokenizer-thread-timeout`
 * @throws TextError what `createMecabKo` or `createMecabYa` throws
 * @throws the signal's reason
 */
export async function tokenizeCorpus(texts: readonly string[], options: CorpusOptions): Promise<TokenTable> {
  checkTokenizerOptions(options);
  if (!Number.isInteger(options.workers) || options.workers < 1) {
    throw new TextError(
      'invalid-option',
      `The number of workers is ${options.workers}: it must be an integer of at least 1.`,
      { option: 'workers', value: options.workers },
    );
  }
  options.signal?.throwIfAborted();

  const source = await analyzerSource(options.analyzer, options.signal);
  const { analyzer } = openTokenizer(options, source);
  options.onAnalyzer?.(analyzer);
  if (options.cacheDir === undefined) {
    return tokenizeInWorkers(texts, options, source);
  }

  const warn = (error: unknown) => {
    if (!(error instanceof TextError)) throw error;
    options.onWarning?.(error.message);
    return undefined;
  };
  const cache = await TokenCache.open(options.cacheDir).catch(warn);
  const key = cacheKey(texts, options, analyzer.version);
  const cached = await cache?.read(key);
  if (cached) {
    options.onProgress?.(texts.length, texts.length);
    return cached;
  }
  const table = await tokenizeInWorkers(texts, options, source);
  await cache?.write(key, table).catch(warn);
  return table;
}

function cacheKey(
  texts: readonly string[],
  { analyzer, cleaning, tokenForm, stopwords }: TokenizerOptions,
  version: string,
): string {
  return createHash('sha256')
    .update(JSON.stringify([CACHE_FORMAT, analyzer, version, cleaning, tokenForm, stopwords]))
    .update(Uint32Array.from(texts, ({ length }) => length))
    .update(texts.join(''), 'utf16le')
    .digest('hex');
}

async function tokenizeInWorkers(
  texts: readonly string[],
  { analyzer, cleaning, tokenForm, stopwords, workers, onProgress, signal }: CorpusOptions,
  source: AnalyzerSource,
): Promise<TokenTable> {
  const tables: TokenTable[] = new Array(Math.ceil(texts.length / CHUNK));
  const input: WorkerInput = { options: { analyzer, cleaning, tokenForm, stopwords }, source };
  const threads: TokenizerThread[] = [];
  let next = 0;
  let done = 0;

  /** Sends one chunk after the other to a thread until none is left. */
  async function feed(thread: TokenizerThread): Promise<void> {
    while (next < tables.length) {
      const chunk = next++;
      const first = chunk * CHUNK;
      const given = texts.slice(first, first + CHUNK);
      tables[chunk] = await thread.tokenize(given, signal).catch((error: unknown) => {
        throw indexedFrom(first, error);
      });
      done += given.length;
      onProgress?.(done, texts.length);
    }
  }

  try {
    while (threads.length < Math.min(workers, tables.length)) threads.push(TokenizerThread.start(input));
    await Promise.all(threads.map(feed));
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
  return joinTokenTables(tables);
}

/** An error about one text of a chunk, with the text's index in the corpus; any other error as it is. */
function indexedFrom(first: number, error: unknown): unknown {
  if (!(error instanceof TextError) || typeof error.values.index !== 'number') return error;
  const values = { ...error.values, index: first + error.values.index };
  return new TextError(error.code, error.message, values, { cause: error });
}
