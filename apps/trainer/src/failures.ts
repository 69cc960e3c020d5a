import { Interruption, isRefusal } from '@rnn-lab/lab';
import { CommanderError } from 'commander';
import { errorMessage } from './error-message';
import { displayPath } from './folders';

/** 0 for --help, 2 for wrong input, 130 for an interruption, 1 for anything else: a failed run is a `RunFailure`. */
export function exitCode(error: unknown): number {
  if (error instanceof Interruption) return 130;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return isRefusal(error) ? 2 : 1;
}

/** An error's message as one line, with advice if there is any, or with the interrupted run's folder. */
export function failureMessage(error: unknown): string {
  const message = errorMessage(error);
  if (!(error instanceof Interruption) || error.directory === undefined) return message;
  return `${message}; the run so far is in ${displayPath(error.directory)}`;
}
