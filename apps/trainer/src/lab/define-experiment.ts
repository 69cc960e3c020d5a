import type { Metric, RunFile, Split } from '@rnn-lab/runs';
import type { Lab } from './lab';
import type { Parameters, Values } from './parameters';

/** One section of the notebook. Its command has the name of its file; its flags are its parameters. */
export interface Experiment<P extends Parameters = Parameters> {
  title: { en: string; ko: string };
  /** What is learned from: single texts, or one series, whose rows can't be limited. */
  kind: 'text' | 'series';
  parameters: P;
  /** The figure that a list of experiments shows. */
  headline: { split: Split; metric: Metric };
  /** The figures that the notebook prints. */
  reference: RunFile['reference'];
  run(params: Values<P>, lab: Lab): Promise<void>;
}

/** Declares an experiment; the default export of a file in `src/experiments`. */
export function defineExperiment<P extends Parameters>(experiment: Experiment<P>): Experiment<P> {
  return experiment;
}
