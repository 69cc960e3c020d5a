import { UserError } from '@rnn-lab/errors';

/** A data file is missing or malformed, or can't be downloaded or read. */
export class DataError extends UserError {
  override readonly name = 'DataError';
}

/** @param advice what to do, without the period */
export function emptyFile(location: string, advice: string): DataError {
  return new DataError('empty-file', `${location} is empty: ${advice}.`, { file: location });
}

const MOST_NAMES = 10;

/** Names as an error message lists them: quoted, long ones cut, the first ten. */
export function listed(names: readonly string[]): string {
  const quoted = names.slice(0, MOST_NAMES).map((name) => JSON.stringify(name.slice(0, 40)));
  return [...quoted, ...(names.length > MOST_NAMES ? ['…'] : [])].join(', ');
}
