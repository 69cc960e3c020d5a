import { basename, dirname, join } from 'node:path';

import { RandomState } from '@rnn-lab/random';

import { DataError } from './errors';
import { Unavailable } from './fetch-rest';
import { notOfficial, OFFICIAL_FILES } from './files';
import type { DataFile } from './files';
import { encodeRank, IMDB_ENCODING } from './imdb-encoding';
import type { LoadOptions } from './load-options';
import { locateFile, obtainFile } from './obtain-file';
import { parseImdb } from './parse-imdb';
import type { RankedReviews } from './parse-imdb';
import { parseWordIndex } from './parse-word-index';

export interface LoadImdbOptions extends LoadOptions {
  /** Size of the vocabulary, including the indices 0 to 2 (see `IMDB_ENCODING`); at least 3. */
  numWords: number;
}

export interface EncodedReviews {
  /** Per review: the indices of its words. */
  sequences: Int32Array[];
  /** Per review: 1 positive, 0 negative. */
  labels: Uint8Array;
}

export interface Imdb {
  /** 25,000 reviews in the official file. */
  train: EncodedReviews;
  /** 25,000 reviews in the official file. */
  test: EncodedReviews;
  /** The words by rank, from 1: Keras's `imdb.get_word_index()`. */
  words: string[];
  /** The files that were read, as a run records them. */
  files: DataFile[];
}

const SHUFFLE_SEED = 113;

/**
 * The Large Movie Review Dataset (Maas et al., ACL 2011), as Keras's `imdb.load_data(num_words=numWords)` returns it: shuffled;
 * every review begins with index 1; a word of rank r has index r + 3, or 2 if that is numWords or more.
 *
 * @throws DataError `invalid-option` for numWords; `imdb-unavailable` if a file can't be downloaded; `wrong-file`,
 *   `empty-file`, `malformed-file`, `unreadable-file`, `unwritable-file` {file}; `invalid-mirror`, `no-folder`,
 *   `no-data-folder`, `no-file-locks`, `no-lock`, `download-locked`
 * @throws the signal's reason
 */
export async function loadImdb({ numWords, ...options }: LoadImdbOptions): Promise<Imdb> {
  if (!Number.isInteger(numWords) || numWords <= IMDB_ENCODING.oovIndex) {
    throw new DataError(
      'invalid-option',
      `numWords must be an integer from ${IMDB_ENCODING.oovIndex + 1} up, not ${numWords}.`,
      { option: 'numWords', value: numWords },
    );
  }
  const [reviews, index] = await loadFiles(options);
  const random = new RandomState(SHUFFLE_SEED);
  const train = encode(shuffle(reviews.train, random), numWords);
  const test = encode(shuffle(reviews.test, random), numWords);
  return { train, test, words: index.words, files: [reviews.file, index.file] };
}

/**
 * The paths of the files that `loadImdb` would read without a download.
 *
 * @throws DataError `missing-file` {file} if one would be downloaded
 */
export async function locateImdb(options: Pick<LoadOptions, 'dataDir' | 'cacheDir'>): Promise<string[]> {
  const files = Object.values(OFFICIAL_FILES).map(async (file) => {
    const location = await locateFile(file, options);
    if (location !== undefined) return location;
    const size = `${Math.ceil(file.bytes / 2 ** 20)} MiB`;
    throw new DataError('missing-file', `${file.path} is not on this machine; its download is ${size}.`, {
      file: file.path,
    });
  });
  return Promise.all(files);
}

/** The archive, then the word index. */
async function loadFiles(options: LoadOptions) {
  try {
    return [await loadReviews(options), await loadWordIndex(options)] as const;
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    const files = [OFFICIAL_FILES.imdb, OFFICIAL_FILES.imdbWordIndex];
    const names = files.map(({ path }) => basename(path)).join(' and ');
    const folder = join(options.dataDir ?? options.cacheDir, 'imdb');
    throw new DataError(
      'imdb-unavailable',
      `The IMDB reviews can't be downloaded (${error.reason}): get ${names} from ` +
        `${dirname(OFFICIAL_FILES.imdb.address)}, and put them into ${folder}.`,
      { file: names, folder, reason: error.reason },
      { cause: error },
    );
  }
}

async function loadReviews(options: LoadOptions) {
  const { file, location, content, official } = await obtainFile(OFFICIAL_FILES.imdb, options);
  const parsed = parseImdb(content, location);
  if (!official && !parsed.official) {
    const rows = `${parsed.train.labels.length} and ${parsed.test.labels.length} reviews`;
    options.onWarning?.(notOfficial(location, rows, file.sha256, OFFICIAL_FILES.imdb));
  }
  return { ...parsed, file };
}

async function loadWordIndex(options: LoadOptions) {
  const { file, location, content, official } = await obtainFile(OFFICIAL_FILES.imdbWordIndex, options);
  const words = parseWordIndex(content, location);
  if (!official) {
    options.onWarning?.(
      notOfficial(location, `${words.length} words`, file.sha256, OFFICIAL_FILES.imdbWordIndex),
    );
  }
  return { words, file };
}

function shuffle({ ranks, labels }: RankedReviews, random: RandomState): RankedReviews {
  const order = random.permutation(labels.length);
  return { ranks: Array.from(order, (i) => ranks[i]), labels: Uint8Array.from(order, (i) => labels[i]) };
}

/** All sequences share one buffer: 50,000 small buffers would take more memory than their content. */
function encode({ ranks, labels }: RankedReviews, numWords: number): EncodedReviews {
  const indices = new Int32Array(ranks.reduce((total, { length }) => total + 1 + length, 0));
  let used = 0;
  const sequences = ranks.map((review) => {
    const first = used;
    indices[used++] = IMDB_ENCODING.startIndex;
    for (const rank of review) {
      indices[used++] = encodeRank(rank, numWords);
    }
    return indices.subarray(first, used);
  });
  return { sequences, labels };
}
