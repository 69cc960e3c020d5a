import type { Run } from '@rnn-lab/runs';

/** Name of the parameter that tells imported runs apart: the path of the log. */
const LOG = 'log';

/** The path of the log that a run was imported from, as it was given; null if it wasn't imported. */
export function importedLog({ imported, params }: Pick<Run, 'imported' | 'params'>): string | null {
  return imported && typeof params[LOG] === 'string' ? params[LOG] : null;
}

/** A run's parameters without the path of its log, which sets nothing. */
export function hyperparametersOf(run: Pick<Run, 'imported' | 'params'>): Run['params'] {
  if (importedLog(run) === null) return run.params;
  return Object.fromEntries(Object.entries(run.params).filter(([name]) => name !== LOG));
}
