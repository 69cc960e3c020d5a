import { createHash } from 'node:crypto';
import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { addressBelow } from './address';
import { download, partOf, sizeOf } from './download';
import type { DownloadProgress } from './download';
import { DataError } from './errors';
import { PATIENCE } from './fetch-rest';
import type { DataFile, OfficialFile } from './files';
import { withLock } from './lock';
import { readIfThere } from './read-if-there';

export interface ObtainOptions {
  /** Searched first, and the target of downloads if it is writable. */
  dataDir?: string;
  /** Searched next, and the target of downloads otherwise; created when needed. */
  cacheDir: string;
  /** A base URL with the layout of the data folder, used instead of the official addresses. */
  mirror?: string;
  /** Called as bytes of a download arrive. */
  onProgress?(progress: DownloadProgress): void;
  /** Aborts the download; the part that has arrived is kept for the next time. */
  signal?: AbortSignal;
}

export interface ObtainedFile {
  /** As a run records it. */
  file: DataFile;
  /** Its path. */
  location: string;
  content: Buffer;
  /** Whether it is the official file, by SHA-256. */
  official: boolean;
}

/**
 * Finds a file in the data folder or else in the cache folder, or else downloads it into the first of the two that is
 * writable. Downloads are verified by SHA-256. A file already on disk is not: the caller validates its structure and warns.
 *
 * @throws DataError `unreadable-file`, `unwritable-file`, `file-unavailable`, `wrong-file` {file}; `invalid-mirror`,
 *   `no-folder`, `no-data-folder`, `no-file-locks`, `no-lock`, `download-locked`
 * @throws the signal's reason
 */
export async function obtainFile(official: OfficialFile, options: ObtainOptions): Promise<ObtainedFile> {
  await checkDataDir(options.dataDir);
  return (await find(official, options)) ?? (await fetchOnce(official, options));
}

/** @throws DataError `no-folder` if it is a file; a folder that does not exist counts as empty */
export async function checkDataDir(dataDir: string | undefined): Promise<void> {
  const found = dataDir === undefined ? undefined : await stat(dataDir).catch(() => undefined);
  if (found && !found.isDirectory()) {
    throw new DataError('no-folder', `The data folder ${dataDir} is a file: name a folder.`, {
      folder: `${dataDir}`,
    });
  }
}

/** The path of a file that is already on disk; undefined if `obtainFile` would download it. */
export async function locateFile(
  official: OfficialFile,
  options: Pick<ObtainOptions, 'dataDir' | 'cacheDir'>,
): Promise<string | undefined> {
  for (const folder of folders(options)) {
    const location = join(folder, official.path);
    const found = await stat(location).catch(() => undefined);
    if (found?.isFile()) return location;
  }
  return undefined;
}

async function find(official: OfficialFile, options: ObtainOptions): Promise<ObtainedFile | undefined> {
  for (const folder of folders(options)) {
    const location = join(folder, official.path);
    const content = await readIfThere(location);
    if (content) {
      const sha256 = createHash('sha256').update(content).digest('hex');
      const file = { path: official.path, bytes: content.length, sha256 };
      return { file, location, content, official: sha256 === official.sha256 };
    }
  }
  return undefined;
}

/** Downloads the file, unless another process has done so while this one waited for the lock. */
async function fetchOnce(official: OfficialFile, options: ObtainOptions): Promise<ObtainedFile> {
  const address = addressOf(official, options.mirror);
  const target = join(await writableFolder(official, options), official.path);
  const onProgress = (bytes: number) =>
    options.onProgress?.({ path: official.path, bytes, total: official.bytes });
  const { signal } = options;
  const onWait = async () => onProgress(await sizeOf(partOf(target)));
  return withLock(target, { signal, onWait }, async () => {
    const fromOther = await find(official, options);
    if (fromOther) {
      return fromOther;
    }
    const content = await download({ official, address, onProgress, signal, patience: PATIENCE }, target);
    const { path, bytes, sha256 } = official;
    return { file: { path, bytes, sha256 }, location: target, content, official: true };
  });
}

function folders({ dataDir, cacheDir }: Pick<ObtainOptions, 'dataDir' | 'cacheDir'>): string[] {
  return dataDir === undefined ? [cacheDir] : [dataDir, cacheDir];
}

async function writableFolder({ path }: OfficialFile, options: ObtainOptions): Promise<string> {
  const reasons: string[] = [];
  for (const folder of folders(options)) {
    try {
      const parent = dirname(join(folder, path));
      await mkdir(parent, { recursive: true });
      await access(parent, constants.W_OK);
      return folder;
    } catch (error) {
      reasons.push((error as Error).message);
    }
  }
  throw new DataError(
    'no-data-folder',
    `${path} must be downloaded, but no folder can hold it (${reasons.join('; ')}): choose another data folder.`,
    { file: path, reason: reasons.join('; ') },
  );
}

function addressOf({ path, address }: OfficialFile, mirror: string | undefined): string {
  if (mirror === undefined) {
    return address;
  }
  if (!URL.canParse(mirror) || !/^https?:/.test(mirror)) {
    // A malformed address may have a password anywhere before an @.
    const shown = mirror.replace(/^(\w+:\/\/)?[^]*@/, '$1');
    throw new DataError('invalid-mirror', `The mirror must be an http or https address, not "${shown}".`, {
      mirror: shown,
    });
  }
  return addressBelow(mirror, path);
}
