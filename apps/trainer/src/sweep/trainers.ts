import type { Terminal } from '../terminal/terminal';
import type { Sweep, TrainTrial } from './sweep';
import type { TrialTask } from './trial-task';
import type { Trial } from './variants';

/** Who trains a sweep's trials: processes here, or the workers of a queue. */
export interface Trainers {
  train: TrainTrial;
  /** Trials in work at once. */
  jobs: number;
  /** Whether `train` waits for another process that trains the trial. */
  isQueued: boolean;
  /** Prints who trains, at the start. */
  announce(terminal: Terminal): Promise<void>;
  /** What happens now that the sweep was interrupted; null if there is nothing to wait for. */
  onInterrupt: string | null;
  /** How an interrupted sweep goes on. */
  continuation: string;
  /** After the last trial. */
  conclude(sweep: Sweep, terminal: Terminal): Promise<void>;
  close(): Promise<void>;
}

export type TaskOf = (trial: Trial) => TrialTask;
