import type { EngineName, MatMulName } from '@rnn-lab/engine';
import type { RunFile } from '@rnn-lab/runs';

/** What an experiment is run with apart from its own parameters; an application resolves it. */
export interface LabSettings {
  /** Drives generated data, initial weights, order and dropout. */
  seed: number;
  /** The first rows to take of each split; null: all. */
  limit: number | null;
  engine: EngineName;
  /** Undefined for an engine that has no choice. */
  matmul: MatMulName | undefined;
  /** Threads. */
  workers: number;
  tags: readonly string[];
  notes: string;
  /** Folder of the runs. */
  runsDir: string;
  /** Where data sets are looked for first. */
  dataDir: string | undefined;
  /** Where downloads and tokens are kept. */
  cacheDir: string;
  /** Base address that replaces the official ones. */
  mirror: string | undefined;
  /** A folder in the Git working tree whose commit the runs record. */
  repository: string;
}

/** What run.json says of the experiment itself. */
export type Recipe = Pick<RunFile, 'experiment' | 'title' | 'reference' | 'command' | 'params'>;
