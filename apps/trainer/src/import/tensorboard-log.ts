import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename, dirname } from 'node:path';
import { readEventFile } from './event-file';
import { metricLines } from './metric-lines';
import { splitNamed } from './metric-of-tag';
import { seriesOf } from './scalar-series';
import type { EventFile } from './event-file';
import type { Damage, Log } from './log';

/** What names of TensorBoard's event files contain. */
export function isEventFile(path: string): boolean {
  return basename(path).includes('tfevents');
}

/** The folder of the log that an event file is a part of: the one above a folder such as train or validation. */
export function logFolder(path: string): string {
  const folder = dirname(path);
  return splitNamed(basename(folder)) ? dirname(folder) : folder;
}

/**
 * Reads the event files of one log.
 *
 * @throws UserError `metric-name`; a system error
 */
export async function readTensorBoardLog(folder: string, paths: readonly string[]): Promise<Log> {
  const files = paths.map((path) => {
    const split = dirname(path) === folder ? null : (splitNamed(basename(dirname(path))) ?? null);
    return { file: readEventFile(path), split };
  });
  const { series, replaced } = seriesOf(files);
  return {
    format: 'tensorboard',
    path: folder,
    files: await Promise.all(paths.map(fingerprint)),
    lines: metricLines(series),
    replaced,
    others: files.reduce((sum, { file }) => sum + file.others, 0),
    damage: files.flatMap(({ file }) => damageOf(file)),
  };
}

function damageOf({ path, damagedAt, endsAt }: EventFile): Damage[] {
  const damage: Damage[] = [];
  if (damagedAt.length > 0) damage.push({ file: path, at: damagedAt[0], records: damagedAt.length });
  if (endsAt !== null) damage.push({ file: path, at: endsAt, records: null });
  return damage;
}

async function fingerprint(path: string): Promise<Log['files'][number]> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { path, bytes, sha256: hash.digest('hex') };
}
