import { notOfficial, OFFICIAL_FILES } from './files';
import type { DataFile, OfficialFile } from './files';
import type { LoadOptions } from './load-options';
import { obtainFile } from './obtain-file';
import { parseReviews } from './parse-reviews';
import type { Review } from './parse-reviews';

export interface Nsmc {
  /** 150,000 rows, of which 149,995 have a document. */
  train: Review[];
  /** 50,000 rows, of which 49,997 have a document. */
  test: Review[];
  /** What was read, for the run's record. */
  files: DataFile[];
}

/**
 * The Naver Sentiment Movie Corpus (github.com/e9t/nsmc): reviews of films in Korean, label 1 for
 * a rating of 9 or 10, 0 for 1 to 4. Every row of the official files in their order, those with an
 * empty document too.
 *
 * @throws DataError where a file can't be had, or is malformed
 */
export async function loadNsmc(options: LoadOptions): Promise<Nsmc> {
  const train = await loadReviews(OFFICIAL_FILES.nsmcTrain, options);
  const test = await loadReviews(OFFICIAL_FILES.nsmcTest, options);
  return { train: train.reviews, test: test.reviews, files: [train.file, test.file] };
}

/** The reviews that have a document; pandas's `dropna` on these files. */
export function dropEmpty(reviews: readonly Review[]): Review[] {
  return reviews.filter(({ document }) => document !== '');
}

async function loadReviews(official: OfficialFile, options: LoadOptions) {
  const { file, location, content, official: isOfficial } = await obtainFile(official, options);
  const reviews = parseReviews(content, location);
  if (!isOfficial) {
    options.onWarning?.(notOfficial(location, `${reviews.length} rows`, file.sha256, official));
  }
  return { reviews, file };
}
