import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing, reason, RunsError } from './errors';
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
  const text = await readFile(join(directory, file), 'utf8').catch((error) => {
    if (isMissing(error)) return null;
    throw new RunsError(`${file} can't be read: ${reason(error)}.`);
  });
  if (text === null && whenMissing !== undefined) return whenMissing;
  if (text === null) throw new RunsError(`${file} is missing.`);

  const { data, error } = schema.safeParse(parse(file, text));
  if (!error) return data;
  const [{ path, message }] = error.issues;
  throw new RunsError(`${file} is not as it should be at "${path.join('.')}": ${message}.`);
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RunsError(`${file} is not valid JSON${text.trim() ? '' : ': it is empty'}.`);
  }
}
