import { readFile } from 'node:fs/promises';
import { pathInRun } from './directories';
import { isMissing, readError, RunsError } from './errors';
import type { z } from 'zod';

/**
 * A JSON file of a run, as `schema` has it; `whenMissing`, where given, stands for a missing file.
 * Rejects with a `RunsError` that says what is wrong with the file.
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

/** Throws a `RunsError` that says what is wrong with the text of `file`. */
export function parseJson<T>(file: string, text: string, schema: z.ZodType<T>): T {
  const { data, error } = schema.safeParse(parse(file, text));
  if (!error) return data;
  const { path, expected, message } = firstIssue(error);
  const where = path ? ` at "${path}"` : '';
  throw new RunsError('invalid-file', `${file} is not as it should be${where}: ${message}.`, {
    file,
    path,
    expected,
  });
}

/** What is wrong first: where, what kind of value should stand there ('' where it is its kind), and both in words. */
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
