import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathInRun } from './directories';
import { isMissing, readError, writeError } from './errors';
import { ANNOTATIONS_FILE, replaceFile } from './files';
import { stringify } from './json';
import { parseJson } from './json-file';
import { annotationsFile } from './run-file';
import type { Annotations } from './run-file';

export const NO_ANNOTATIONS: Annotations = { tags: [], notes: '', archived: false };

/**
 * Changes what `change` names of annotations.json, each tag once, and gives the whole. A reader sees the old file or the
 * new one.
 *
 * Throws a `RunsError` where the present file is broken, which it leaves as it is, or can't be replaced.
 */
export function writeAnnotations(directory: string, change: Partial<Annotations>): Annotations {
  // Read and written without a pause, so that two changes at once both count.
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
    text = readFileSync(pathInRun(directory, ANNOTATIONS_FILE), 'utf8');
  } catch (error) {
    if (isMissing(error)) return NO_ANNOTATIONS;
    throw readError(ANNOTATIONS_FILE, error);
  }
  return parseJson(ANNOTATIONS_FILE, text, annotationsFile);
}
