import { DataError } from '@rnn-lab/data';
import {
  EngineThreadError,
  EngineUnavailableError,
  InputError,
  NonFiniteLossError,
  UnsupportedModelError,
} from '@rnn-lab/engine';
import { UserError } from '@rnn-lab/errors';
import { RunsError } from '@rnn-lab/runs';
import { TextError } from '@rnn-lab/text-ko';
import { CommanderError } from 'commander';
import { Interruption, UsageError } from './errors';
import type { ErrorDetails } from '@rnn-lab/runs';

const WRONG_INPUT = [
  CommanderError,
  UsageError,
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

/** What to tell of an error, in one line. */
export function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
}

/** Which of the failures that a dashboard can say in other languages it is; null where it is none. */
export function detailsOf(error: unknown): ErrorDetails | null {
  if (error instanceof RunsError) return error.details;
  if (error instanceof EngineThreadError) return { code: 'engine-thread-ended', values: {} };
  if (!(error instanceof NonFiniteLossError)) return null;
  const { loss, step, learningRate } = error;
  return {
    code: 'non-finite-loss',
    values: { loss: `${loss}`, step: `${step}`, learningRate: `${learningRate}` },
  };
}
