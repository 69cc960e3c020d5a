import { isMissing, readError, RunsError } from './errors';
import { readInRun } from './open-file';
import type { z } from 'zod';

/** Bytes: far more than any run needs, and little enough to read many runs at once. */
export const SMALL_JSON = 4 * 2 ** 20;
/** Bytes, for a vocabulary or a model. */
export const LARGE_JSON = 256 * 2 ** 20;

/**
 * Reads a run's JSON file, parsed by `schema`.
 *
 * @param whenMissing returned if the file is missing; without it, that is an error
 * @param atMost bytes that are read
 * @throws RunsError `missing-file`, `unreadable-file`, `linked-file`, `special-file` or `file-too-large`, or like `parseJson`
 */
export async function readJson<T>(
  directory: string,
  file: string,
  schema: z.ZodType<T>,
  { whenMissing, atMost = SMALL_JSON }: { whenMissing?: T; atMost?: number } = {},
): Promise<T> {
  let text: string;
  try {
    text = (await readInRun(directory, file, atMost)).toString();
  } catch (error) {
    if (whenMissing !== undefined && isMissing(error)) return whenMissing;
    throw readError(file, error);
  }
  return parseJson(file, text, schema);
}

/** @throws RunsError `empty-file`, `no-json`, or `invalid-file` with the path of the first wrong value */
export function parseJson<T>(file: string, text: string, schema: z.ZodType<T>): T {
  const { data, error } = schema.safeParse(parse(file, text));
  if (!error) return data;
  const { path, expected, message } = firstIssue(error);
  const place = path ? ` at "${path}"` : '';
  throw new RunsError('invalid-file', `${file} is invalid${place}: ${message}.`, {
    file,
    path,
    expected,
  });
}

/** The first issue: its path, the expected type ('' unless the type is wrong), and zod's message. */
export function firstIssue({ issues: [issue] }: z.ZodError): Record<'path' | 'expected' | 'message', string> {
  return {
    path: issue.path.join('.'),
    expected: issue.code === 'invalid_type' ? issue.expected : '',
    message: issue.message.replace('Invalid input: ', ''),
  };
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const isEmpty = text.trim() === '';
    throw new RunsError(
      isEmpty ? 'empty-file' : 'no-json',
      `${file} is not valid JSON${isEmpty ? ': it is empty' : ''}.`,
      { file },
    );
  }
}
