import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { DataError } from './errors';
import { notOfficial } from './files';
import type { DataFile } from './files';
import { checkDataDir } from './obtain-file';
import { parseSeries } from './parse-series';
import type { Observation } from './parse-series';
import { readIfThere } from './read-if-there';

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

export interface Deaths {
  /** By time; 72 in the official file. */
  rows: Observation[];
  /** The file that was read, as a run records it. */
  files: DataFile[];
}

/**
 * Monthly deaths from bronchitis, emphysema and asthma in the United Kingdom, 1974–1979 (Venables and Ripley, MASS, `deaths`;
 * from vincentarelbundock.github.io/Rdatasets). They ship with this package.
 *
 * @throws DataError `missing-file`, `unreadable-file`, `empty-file` {file}; `malformed-file` {file, line}; `no-folder` {folder}
 *   if the data folder is a file
 */
export async function loadDeaths(options: LoadDeathsOptions = {}): Promise<Deaths> {
  const { path, location, content } = await find(options);
  const rows = parseSeries(content, location, options.minRows ?? 1);
  const sha256 = createHash('sha256').update(content).digest('hex');
  if (options.csv === undefined && sha256 !== DEATHS.sha256) {
    options.onWarning?.(notOfficial(location, `${rows.length} rows`, sha256, DEATHS));
  }
  return { rows, files: [{ path, bytes: content.length, sha256 }] };
}

async function find({ csv, dataDir }: LoadDeathsOptions) {
  if (csv !== undefined) {
    return { path: csv, location: csv, content: await read(csv) };
  }
  await checkDataDir(dataDir);
  if (dataDir !== undefined) {
    const location = join(dataDir, DEATHS.path);
    const content = await readIfThere(location);
    if (content) {
      return { path: DEATHS.path, location, content };
    }
  }
  return { path: DEATHS.path, location: SHIPPED, content: await read(SHIPPED) };
}

async function read(location: string): Promise<Buffer> {
  const content = await readIfThere(location);
  if (!content) {
    throw new DataError(
      'missing-file',
      `There is no file ${location}: name a CSV with the columns time and value.`,
      { file: location },
    );
  }
  return content;
}
