import type { EpochLogs, StepLogs } from '@rnn-lab/engine';
import type { ModelSummary, RunFile, Split } from '@rnn-lab/runs';
import type { Confusion } from './confusion';

/** Progress of a lab, for a terminal, a log or a test. */
export type LabEvent =
  | { kind: 'notice'; message: string }
  | { kind: 'warning'; message: string }
  | { kind: 'downloading'; path: string; bytes: number; total: number }
  | { kind: 'loaded'; seconds: number }
  /** The analyzer in use; `description` names its program and dictionary. */
  | { kind: 'analyzer'; name: string; description: string }
  | { kind: 'tokenizing'; done: number; total: number }
  | { kind: 'tokenized'; texts: number; seconds: number }
  /** A run's folder is there. */
  | {
      kind: 'run-started';
      id: string;
      directory: string;
      /** Appends what is printed to the run's console.log. */
      log: (text: string) => void;
    }
  /** A run begins to train, or continues. */
  | { kind: 'training-started'; rows: RowCounts }
  /** The model of the next run. */
  | { kind: 'model'; model: ModelSummary }
  /** What a reader of the results of a dry run's plan would have to know. */
  | { kind: 'caveats'; caveats: RunFile['caveats'] }
  /** What a fit of a dry run would do; `steps` per epoch. */
  | { kind: 'would-train'; rows: RowCounts; epochs: number; batchSize: number; steps: number }
  /** `done`: rows of the epoch that were trained on before a resume. */
  | { kind: 'epoch-started'; epoch: number; epochs: number; rows: number; done: number }
  | { kind: 'step'; logs: StepLogs }
  | { kind: 'epoch-ended'; logs: EpochLogs }
  /** An epoch of the second training, on all but the hold-out, has ended. */
  | { kind: 'holdout'; epoch: number; epochs: number }
  /** A split's texts were classified, by one output. */
  | ({ kind: 'classified'; split: Split } & Confusion)
  /** Progress of baselines; the total grows with the n-grams' length and the classes. */
  | { kind: 'combining'; done: number; total: number }
  | { kind: 'combined'; members: readonly string[]; seconds: number }
  | { kind: 'comparing'; done: number; total: number }
  | { kind: 'compared'; baselines: readonly string[]; seconds: number }
  | { kind: 'run-finished'; run: FinishedRun }
  /** The run is over, however it ended. `json`: run.json as one line. */
  | { kind: 'run-closed'; json: string };

/** Rows per split of a data set. */
export type RowCounts = { train: number } & Partial<Record<string, number>>;

/** A finished run's results. */
export interface FinishedRun {
  /** The model's name. */
  name: string;
  directory: string;
  results: RunFile['results'];
  baselines: RunFile['baselines'];
  metricInfo: RunFile['metricInfo'];
  earlyStopping: RunFile['earlyStopping'];
  /** Training time. */
  seconds: number;
  secondsPerEpoch: number | undefined;
}
