import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { DataError } from './errors';
import { notOfficial } from './files';
import type { DataFile } from './files';
import type { LoadOptions } from './load-options';
import { NSMC_FILES, readShippedNsmc, shippedNsmc } from './nsmc-files';
import { checkDataDir } from './obtain-file';
import { parseReviews } from './parse-reviews';
import type { Review } from './parse-reviews';
import { readIfThere } from './read-if-there';

export interface Nsmc {
  /** 150,000 rows, of which 149,995 have a document. */
  train: Review[];
  /** 50,000 rows, of which 49,997 have a document. */
  test: Review[];
  /** The files that were read, as a run records them. */
  files: DataFile[];
}

/** A file's content, and what errors call the file. */
interface Source {
  location: string;
  content: Buffer;
}

/**
 * The Naver Sentiment Movie Corpus (github.com/e9t/nsmc): reviews of films in Korean, label 1 for a rating of 9 or 10, 0
 * for 1 to 4. Returns every row in the order of the files, including those with an empty document. Reads the data folder's
 * files if it has them, else the copy that ships with this package.
 *
 * @throws DataError `missing-file` if the data folder has only one of the files; `empty-file`, `malformed-file` {file, line};
 *   `no-documents` {file} if no row has a document; `unreadable-file`, `no-folder`
 * @throws UserError `not-utf8` {location, line}
 */
export async function loadNsmc(
  options: Pick<LoadOptions, 'dataDir' | 'onNotice' | 'onWarning'> = {},
): Promise<Nsmc> {
  const sources = (await fromDataDir(options.dataDir)) ?? (await shipped(options));
  const train = parse(NSMC_FILES.train, sources.train, options);
  const test = parse(NSMC_FILES.test, sources.test, options);
  return { train: train.reviews, test: test.reviews, files: [train.file, test.file] };
}

/** The reviews that have a document, like pandas's `dropna` on these files. */
export function dropEmpty(reviews: readonly Review[]): Review[] {
  return reviews.filter(({ document }) => document !== '');
}

async function fromDataDir(
  dataDir: string | undefined,
): Promise<{ train: Source; test: Source } | undefined> {
  await checkDataDir(dataDir);
  if (dataDir === undefined) return undefined;
  const find = async ({ path }: DataFile): Promise<Source | undefined> => {
    const location = join(dataDir, path);
    const content = await readIfThere(location);
    return content && { location, content };
  };
  const [train, test] = await Promise.all([find(NSMC_FILES.train), find(NSMC_FILES.test)]);
  if (train && test) return { train, test };
  if (train || test) {
    const missing = join(dataDir, (train ? NSMC_FILES.test : NSMC_FILES.train).path);
    throw new DataError(
      'missing-file',
      `${(train ?? test)?.location} is there, but ${missing} is not: add it, or remove both to use the copy that ships.`,
      { file: missing },
    );
  }
  return undefined;
}

async function shipped({ dataDir, onNotice }: Pick<LoadOptions, 'dataDir' | 'onNotice'>) {
  const reason = dataDir === undefined ? '' : `, because ${join(dataDir, 'nsmc')} has none`;
  onNotice?.(`Using the copy of the Naver reviews that ships with rnn-lab${reason}`);
  const read = async (split: keyof typeof NSMC_FILES): Promise<Source> => ({
    location: shippedNsmc(split),
    content: await readShippedNsmc(split),
  });
  const [train, test] = await Promise.all([read('train'), read('test')]);
  return { train, test };
}

function parse(
  official: DataFile,
  { location, content }: Source,
  { onWarning }: Pick<LoadOptions, 'onWarning'>,
): { reviews: Review[]; file: DataFile } {
  const reviews = parseReviews(content, location);
  if (dropEmpty(reviews).length === 0) {
    throw new DataError(
      'no-documents',
      `${location}: no row has a document: put a file with reviews there.`,
      { file: location },
    );
  }
  const sha256 = createHash('sha256').update(content).digest('hex');
  if (sha256 !== official.sha256) {
    onWarning?.(notOfficial(location, `${reviews.length} rows`, sha256, official));
  }
  return { reviews, file: { path: official.path, bytes: content.length, sha256 } };
}
