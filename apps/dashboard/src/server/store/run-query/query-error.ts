import { UserError } from '@rnn-lab/errors';

/** A part of a query: UTF-16 offsets, the end excluded. */
export interface Place {
  start: number;
  end: number;
}

/**
 * A query that can't be understood. `values` has the place of the wrong part: `start` and `end`, and `at`, its first character,
 * counted from 1.
 */
export class QueryError extends UserError {
  override readonly name = 'QueryError';

  /** @param sentence what is wrong there, and what to do */
  constructor(
    code: `query-${string}`,
    query: string,
    { start, end }: Place,
    sentence: string,
    values: Record<string, string> = {},
  ) {
    const at = [...query.slice(0, start)].length + 1;
    super(code, `The query, at character ${at}: ${sentence}`, { ...values, start, end, at });
  }
}
