import type { ErrorDetails, Preprocessing, Run, Split } from '@rnn-lab/runs';

/** The hold-out is not among them, as its values are those of another split. */
const SERIES_SPLITS = ['test', 'train', 'validation'] as const;

interface Played {
  run: Pick<Run, 'outputs'> | null;
  predictions: readonly Split[];
}

/** Why a model can't be tried though its preprocessing is known; null if it can. `reason` is one sentence. */
export function playgroundObstacle(
  { kind, columns, maxLength }: Preprocessing,
  { run, predictions }: Played,
): { reason: string; details: ErrorDetails } | null {
  if (kind === 'text') return null;
  if (Object.keys(run?.outputs ?? {}).length > 0) {
    return {
      reason: 'Forecasts are fed back as input, which needs a model with one output.',
      details: { code: 'several-outputs', values: {} },
    };
  }
  if (columns !== null && columns.length > 1) {
    return {
      reason: 'Forecasts are fed back as input, which needs a model with one column.',
      details: { code: 'several-columns', values: {} },
    };
  }
  if (maxLength === null || seriesSplits(predictions).length === 0) {
    return {
      reason: 'The run has no window length, or no predictions to take a series from.',
      details: { code: 'no-series', values: {} },
    };
  }
  return null;
}

/** The splits that the series of a playground is taken from. */
export function seriesSplits(predictions: readonly Split[]): Split[] {
  return SERIES_SPLITS.filter((split) => predictions.includes(split));
}
