import { UserError } from '@rnn-lab/errors';
import { summarizeModel } from './model-summary';
import { libraryVersions } from './provenance';
import type { Checkpoint, Engine, Outputs } from '@rnn-lab/engine';
import type { DatasetSummary, RunFile } from '@rnn-lab/runs';
import type { TrainingPlan } from './training-plan';

export const VERSION = (require('@rnn-lab/lab/package.json') as { version: string }).version;

/** What a run's checkpoint holds. */
export interface Progress {
  /** Of rnn-lab. */
  version: string;
  /** Spent on training so far. */
  trainSeconds: number;
  /** By fit of the run: the last of the ended ones, then that of the fit in progress. */
  fits: Checkpoint[];
}

interface Resumption {
  run: RunFile;
  progress: Progress | undefined;
  git: RunFile['git'];
  plan: TrainingPlan;
  engine: Engine<Outputs>;
}

/**
 * Compares a run with what would be trained now.
 *
 * @returns warnings of what may change numbers
 * @throws UserError `resume-refused` if it isn't the same training
 */
export function checkResumable({ run, progress, git, plan, engine }: Resumption): string[] {
  const hashes = ({ files }: Pick<DatasetSummary, 'files'>) => files.map(({ sha256 }) => sha256);
  const { environment } = run;
  // One that ended before its model was built has neither.
  if (run.model && run.dataset) {
    compare(run.id, 'its data', hashes(run.dataset), hashes(plan.dataset));
    compare(run.id, 'the number of its rows', run.dataset.rows, plan.dataset.rows);
    compare(run.id, 'its model', run.model, summarizeModel(plan.model));
  }
  compare(run.id, 'the matrix products', environment?.matmul, engine.matmul);
  compare(run.id, 'a library', environment?.packages, libraryVersions());
  if (progress) compare(run.id, 'rnn-lab', progress.version, VERSION);
  if (run.git?.commit === git?.commit) return [];
  return [
    `The code has changed since run ${run.id} began (commit ${run.git?.commit ?? 'unknown'}), so its numbers may differ from those of an undisturbed run.`,
  ];
}

function compare(id: string, what: string, before: unknown, now: unknown): void {
  if (JSON.stringify(before) === JSON.stringify(now)) return;
  throw new UserError(
    'resume-refused',
    `Run ${id} can't be resumed, because ${what} has changed (from ${JSON.stringify(before)} to ${JSON.stringify(now)}); restore that, or train from the beginning.`,
    { id, what },
  );
}
