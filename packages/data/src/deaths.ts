import { isUserError } from '@rnn-lab/errors';
import { join } from 'node:path';

import { DataError } from './errors';
import { notOfficial } from './files';
import type { DataFile } from './files';
import { checkDataDir } from './obtain-file';
import { malformed } from './parse-table';
import { loadSeries } from './series/load-series';
import type { Series } from './series/load-series';

/** The official file, which ships with this package. */
export const DEATHS: DataFile = {
  path: 'deaths/deaths.csv',
  bytes: 1_571,
  sha256: '5f182c4aa8de619db05d5d57679a46c21a39a85719cf4ca28cc61cc7b59d54f5',
};

const SHIPPED = join(__dirname, '..', DEATHS.path);

export interface LoadDeathsOptions {
  /** A file to use instead, with the columns `time` and `value`. */
  csv?: string;
  /** A folder whose `deaths/deaths.csv`, if it exists, is used instead. */
  dataDir?: string;
  /** The minimum number of rows (default 1). */
  minRows?: number;
  /** Called if the data folder's file is well-formed but not the official one. */
  onWarning?(message: string): void;
}

/**
 * Monthly deaths from bronchitis, emphysema and asthma in the United Kingdom, 1974–1979 (Venables and Ripley, MASS, `deaths`;
 * from vincentarelbundock.github.io/Rdatasets). They ship with this package.
 *
 * @returns 72 rows from the official file
 * @throws DataError like `loadSeries`; `wrong-columns` {file, columns}; `no-folder` {folder} if the data folder is a file
 */
export async function loadDeaths(options: LoadDeathsOptions = {}): Promise<Series> {
  const { csv, dataDir, minRows = 1, onWarning } = options;
  if (csv !== undefined) return read(csv, minRows);
  await checkDataDir(dataDir);
  const own = dataDir && join(dataDir, DEATHS.path);
  const series = (own && (await readIfThere(own, minRows))) || (await read(SHIPPED, minRows));
  const { bytes, sha256, path } = series.file;
  if (sha256 !== DEATHS.sha256) {
    onWarning?.(notOfficial(path, `${series.times.length} rows`, sha256, DEATHS));
  }
  return { ...series, file: { path: DEATHS.path, bytes, sha256 } };
}

async function readIfThere(location: string, minRows: number): Promise<Series | undefined> {
  try {
    return await read(location, minRows);
  } catch (error) {
    if (isUserError(error) && error.code === 'missing-file') return undefined;
    throw error;
  }
}

async function read(location: string, minRows: number): Promise<Series> {
  const series = await loadSeries(location, { time: 'time', value: 'value' }).catch((error: unknown) => {
    if (!isUserError(error) || error.code !== 'no-column') throw error;
    const { columns } = error.values;
    throw new DataError(
      'wrong-columns',
      `${location}: the columns are ${columns} instead of "time" and "value": rename them, or name another file.`,
      { file: location, columns },
    );
  });
  const rows = series.times.length;
  if (rows < minRows) {
    const what = `the file ends after ${rows} rows of the ${minRows} that are needed`;
    throw malformed(location, Math.max(1, ...series.lines), what);
  }
  return series;
}
