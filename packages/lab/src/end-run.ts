import { explainMemory, oneLine } from '@rnn-lab/errors';
import { errorDetails } from './error-details';
import { Interruption, RunFailure } from './errors';
import type { RunWriter } from '@rnn-lab/runs';

/** Ends a run as interrupted, or as failed by an error; returns the error to throw. */
export function endRun(writer: RunWriter, signal: AbortSignal, reason: unknown): Error {
  if (signal.aborted) {
    writer.interrupt();
    return new Interruption(oneLine(signal.reason), writer.directory);
  }
  const error = explainMemory(reason);
  try {
    writer.fail(oneLine(error), errorDetails(error));
  } catch {
    // run.json can't be written either, for example on a full disk: report the first error.
  }
  return new RunFailure(oneLine(error), { cause: error });
}
