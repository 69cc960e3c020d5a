import type { MetricLine } from './lines';
import type { Split } from './names';
import type { RunFile } from './run-file';

/** Values of an optimizer step: its place, and its batch's metrics. */
export interface StepValues extends Pick<MetricLine, 'step' | 'epoch' | 't'> {
  [metric: string]: number | undefined;
}
/** A split's metrics at an epoch's end. */
export interface EpochValues extends Pick<MetricLine, 'split' | 'step' | 'epoch' | 't'> {
  [metric: string]: Split | number | undefined;
}
/** Fields of run.json that become known during the run. */
export type RunUpdate = Partial<
  Pick<
    RunFile,
    | 'phase'
    | 'command'
    | 'params'
    | 'engine'
    | 'workers'
    | 'model'
    | 'dataset'
    | 'caveats'
    | 'classes'
    | 'outputs'
    | 'timings'
    | 'evaluations'
    | 'baselines'
    | 'metricInfo'
  >
>;

/** What a finished run has. */
export type Outcome = Pick<RunFile, 'results' | 'earlyStopping'> &
  Pick<RunUpdate, 'timings' | 'baselines' | 'metricInfo'>;
