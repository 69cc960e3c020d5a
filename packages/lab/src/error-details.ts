import { EngineThreadError, NonFiniteLossError } from '@rnn-lab/engine';
import { UserError } from '@rnn-lab/errors';
import { RunsError } from '@rnn-lab/runs';
import type { ErrorDetails } from '@rnn-lab/runs';

/** An error's message in one line. */
export function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
}

/** The code and values by which a dashboard says an error in other languages; null if it has none. */
export function detailsOf(error: unknown): ErrorDetails | null {
  if (error instanceof RunsError) return error.details;
  if (error instanceof EngineThreadError) return { code: 'engine-thread-ended', values: {} };
  if (error instanceof NonFiniteLossError) {
    const { loss, step, learningRate } = error;
    return {
      code: 'non-finite-loss',
      values: { loss: `${loss}`, step: `${step}`, learningRate: `${learningRate}` },
    };
  }
  if (!(error instanceof UserError)) return null;
  const values = Object.entries(error.values).map(([name, value]) => [name, `${value}`]);
  return { code: error.code, values: Object.fromEntries(values) as ErrorDetails['values'] };
}
