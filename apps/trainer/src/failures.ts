import { DataError } from '@rnn-lab/data';
import { EngineUnavailableError, InputError, UnsupportedModelError } from '@rnn-lab/engine';
import { UserError } from '@rnn-lab/errors';
import { Interruption, oneLine } from '@rnn-lab/lab';
import { RunsError } from '@rnn-lab/runs';
import { TextError } from '@rnn-lab/text-ko';
import { CommanderError } from 'commander';
import { displayPath } from './folders';

const WRONG_INPUT = [
  CommanderError,
  UserError,
  DataError,
  TextError,
  InputError,
  UnsupportedModelError,
  EngineUnavailableError,
  RunsError,
];

const FULL_DISK = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** 0 for --help, 2 for wrong input, 130 for an interruption, 1 for anything else: a failed run is a `RunFailure`. */
export function exitCode(error: unknown): number {
  if (error instanceof Interruption) return 130;
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  return WRONG_INPUT.some((kind) => error instanceof kind) && !isFullDisk(error) ? 2 : 1;
}

function isFullDisk(error: unknown): boolean {
  const { cause } = error as { cause?: NodeJS.ErrnoException };
  return FULL_DISK.includes(cause?.code ?? '');
}

/** The message of an error, in one line. */
export function failureMessage(error: unknown): string {
  const message = oneLine(error);
  if (!(error instanceof Interruption) || error.directory === undefined) return message;
  return `${message}; the run so far is in ${displayPath(error.directory)}`;
}
