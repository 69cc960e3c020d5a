import { readFile } from 'node:fs/promises';
import { pathInRun } from './directories';
import { isMissing, readError, RunsError } from './errors';
import type { z } from 'zod';

/**
 * Reads a run's JSON file, parsed by `schema`.
 *
 * @param whenMissing returned if the file is missing; without it, that is an error
 * @throws RunsError `missing-file`, `unreadable-file` or `linked-file`, or like `parseJson`
 */
export async function readJson<T>(
  directory: string,
  file: string,
  schema: z.ZodType<T>,
  whenMissing?: T,
): Promise<T> {
  let text: string;
  try {
    text = await readFile(pathInRun(directory, file), 'utf8');
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
