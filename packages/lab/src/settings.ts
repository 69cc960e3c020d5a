import type { EngineName, MatMulName } from '@rnn-lab/engine';
import type { RunFile, SweepJob } from '@rnn-lab/runs';

/** Settings of an experiment besides its own parameters. The application resolves them. */
export interface LabSettings {
  /** Drives generated data, initial weights, order and dropout. */
  seed: number;
  /** Rows to take from the start of each split; null: all. */
  limit: number | null;
  engine: EngineName;
  /** undefined for an engine without this choice. */
  matmul: MatMulName | undefined;
  /** Number of threads. */
  workers: number;
  tags: readonly string[];
  notes: string;
  /** The sweep that trains the run, if one does. */
  sweep?: SweepJob;
  /** Folder of the runs. */
  runsDir: string;
  /** Folder of the user's own copies of the data sets. */
  dataDir: string | undefined;
  /** Folder of downloads and tokens. */
  cacheDir: string;
  /** Base address that replaces the official ones. */
  mirror: string | undefined;
  /** Seconds from one checkpoint of a training to the next. */
  checkpointSeconds: number;
  /** Steps from one line of histograms.jsonl to the next; null: there are none. */
  histograms: number | null;
  /** The epoch after which training is interrupted, to be resumed later; null: none. */
  pauseAfter: number | null;
  /** Check the data and the model, and report what would be trained; train and write nothing. */
  dryRun?: boolean;
  /** The run to continue, if there is one. */
  resume?: ResumedRun;
  /** A folder in the Git working tree whose commit the runs record. */
  repository: string;
}

/** A run to continue: its own model, then those of its group that have no run yet. */
export interface ResumedRun {
  directory: string;
  id: string;
  group: string;
  /** The model's name; null if the run ended before it was known. */
  model: string | null;
  finished: boolean;
  /** The folders of all runs in the group, by their models' names. */
  members: ReadonlyMap<string, string>;
}

/** The fields of run.json that describe the experiment. */
export type Recipe = Pick<RunFile, 'experiment' | 'title' | 'reference' | 'command' | 'params'>;
