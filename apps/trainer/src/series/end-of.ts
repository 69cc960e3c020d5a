import type { Series } from '@rnn-lab/data';
import type { PreprocessingInput } from '@rnn-lab/runs';

/** What a run keeps to forecast the rows from `known` on: the window before them, and their times. */
export function endOf(
  { columns, times, timesAfter }: Series,
  known: number,
  { window, horizon }: { window: number; horizon: number },
): NonNullable<PreprocessingInput['end']> {
  return {
    window: columns.map(({ values }) => Array.from(values.subarray(known - window, known))),
    times: [...times, ...timesAfter(horizon)].slice(known, known + horizon),
  };
}
