import { join } from 'node:path';
import { isMissing, readError, writeError } from './errors';
import { ANNOTATIONS_FILE, replaceFile } from './files';
import { stringify } from './json';
import { parseJson, SMALL_JSON } from './json-file';
import { readInRunSync } from './open-file';
import { annotationsFile } from './run-file';
import type { Annotations } from './run-file';

export const NO_ANNOTATIONS: Annotations = { tags: [], notes: '', archived: false };

/**
 * Changes the given fields of annotations.json and returns all of them. Repeated tags are removed. The file is replaced
 * atomically.
 *
 * @throws RunsError if the present file is broken (it stays as it is), `unwritable-file` if it can't be replaced
 */
export function writeAnnotations(directory: string, change: Partial<Annotations>): Annotations {
  // Synchronous, so that of two changes at once none is lost.
  const { tags, ...rest } = { ...currentAnnotations(directory), ...change };
  const annotations = { tags: [...new Set(tags)], ...rest };
  try {
    replaceFile(join(directory, ANNOTATIONS_FILE), stringify(annotations));
  } catch (error) {
    throw writeError(join(directory, ANNOTATIONS_FILE), error);
  }
  return annotations;
}

function currentAnnotations(directory: string): Annotations {
  let text: string;
  try {
    text = readInRunSync(directory, ANNOTATIONS_FILE, SMALL_JSON).toString();
  } catch (error) {
    if (isMissing(error)) return NO_ANNOTATIONS;
    throw readError(ANNOTATIONS_FILE, error);
  }
  return parseJson(ANNOTATIONS_FILE, text, annotationsFile);
}
