import type { Engine, Outputs } from '@rnn-lab/engine';
import type { RandomState } from '@rnn-lab/random';
import type { RunWriter } from '@rnn-lab/runs';
import type { CheckpointedFits } from './checkpointed-fits';
import type { Job } from './lab';
import type { RunResults } from './run-results';
import type { TrainingPlan } from './training-plan';

/** What a session works with. */
export interface SessionParts {
  job: Job;
  plan: TrainingPlan;
  engine: Engine<Outputs>;
  writer: RunWriter;
  /** Shuffles the training rows. */
  random: RandomState;
  fits: CheckpointedFits;
  results: RunResults;
}
