import { DataError } from '@rnn-lab/data';
import { EngineUnavailableError, InputError, UnsupportedModelError } from '@rnn-lab/engine';
import { RunsError } from '@rnn-lab/runs';
import { TextError } from '@rnn-lab/text-ko';
import { CommanderError } from 'commander';
import { Interruption, UsageError } from './errors';

const WRONG_INPUT = [
  CommanderError,
  UsageError,
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

/** What to tell of an error, in one line. */
export function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
}
