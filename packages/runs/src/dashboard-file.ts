import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isMissing, readError, writeError } from './errors';
import { replaceFile } from './files';
import { stringify } from './json';
import { parseJson, readJson, SMALL_JSON } from './json-file';
import { readInRunSync } from './open-file';
import type { z } from 'zod';

/** A folder in the runs folder: what the dashboard keeps for all who use these runs. */
export const DASHBOARD_FOLDER = '.dashboard';

/** A file in that folder. `empty`: what it holds if it is missing. */
export interface DashboardFile<T> {
  name: string;
  schema: z.ZodType<T>;
  empty: T;
}

/** @throws RunsError like `readJson` */
export function readDashboardFile<T>(runsDir: string, { name, schema, empty }: DashboardFile<T>): Promise<T> {
  return readJson(join(runsDir, DASHBOARD_FOLDER), name, schema, { whenMissing: empty });
}

/**
 * Replaces the file's content by what `change` returns for it, atomically.
 *
 * @throws RunsError if the present file is broken (it stays as it is), `unwritable-file` if it can't be replaced; what
 *   `change` throws
 */
export function changeDashboardFile<T>(
  runsDir: string,
  file: DashboardFile<T>,
  change: (content: T) => T,
): void {
  const folder = join(runsDir, DASHBOARD_FOLDER);
  // Synchronous, so that of two changes at once none is lost.
  const changed = change(currentContent(folder, file));
  const path = join(folder, file.name);
  try {
    mkdirSync(folder, { recursive: true });
    replaceFile(path, stringify(changed));
  } catch (error) {
    throw writeError(path, error);
  }
}

function currentContent<T>(folder: string, { name, schema, empty }: DashboardFile<T>): T {
  let text: string;
  try {
    text = readInRunSync(folder, name, SMALL_JSON).toString();
  } catch (error) {
    if (isMissing(error)) return empty;
    throw readError(name, error);
  }
  return parseJson(name, text, schema);
}
