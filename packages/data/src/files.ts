/** A file of a data set, as a run records it. */
export interface DataFile {
  /** Its path in the data folder, such as `nsmc/ratings_train.txt`, or the path that the user named. */
  path: string;
  bytes: number;
  /** Lower-case hexadecimal. */
  sha256: string;
}

/** A file that its publisher offers for download. */
export interface OfficialFile extends DataFile {
  address: string;
}

const KERAS = 'https://storage.googleapis.com/tensorflow/tf-keras-datasets';

/** The files that are downloaded. */
export const OFFICIAL_FILES = {
  imdb: {
    path: 'imdb/imdb.npz',
    address: `${KERAS}/imdb.npz`,
    bytes: 17_464_789,
    sha256: '69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f',
  },
  imdbWordIndex: {
    path: 'imdb/imdb_word_index.json',
    address: `${KERAS}/imdb_word_index.json`,
    bytes: 1_641_221,
    sha256: '027313fe9a320280f3bf0fac5baf58c4a683cf39a7ed9c3d3d3912bde4284cf6',
  },
} as const satisfies Record<string, OfficialFile>;

/** The warning about a well-formed file that is not the official one. */
export function notOfficial(location: string, content: string, sha256: string, official: DataFile): string {
  return `${location} is not the official file (${content}, SHA-256 ${sha256} instead of ${official.sha256}): it is used as it is.`;
}
