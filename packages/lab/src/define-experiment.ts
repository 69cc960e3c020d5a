import type { RunFile, Split } from '@rnn-lab/runs';
import type { Lab } from './lab';
import type { Parameters, Values } from './parameters';

/** One experiment: its data, model, fit and evaluation. */
export interface Experiment<P extends Parameters = Parameters> {
  title: { en: string; ko: string };
  /** What the model learns from: separate texts, or one series, whose rows can't be limited. */
  kind: 'text' | 'series';
  parameters: P;
  /** How many models it trains at the same time (default 1): a hold-out's model is trained while the run's is still open. */
  engines?(params: Values<P>): number;
  /** The metric that a list of experiments shows. */
  primaryMetric: { split: Split; metric: string };
  /** Results to compare with, for example those that a notebook prints. */
  referenceResults: RunFile['reference'];
  /** `false`: skipped when all experiments run. An experiment with a required parameter must set it. */
  all?: false;
  /** Loads the data, then trains and evaluates in `lab.train`. */
  run(params: Values<P>, lab: Lab): Promise<void>;
}

/**
 * Declares an experiment, with its parameters' types inferred.
 *
 * @throws Error if a parameter is required and `all` is not `false`
 */
export function defineExperiment<P extends Parameters>(experiment: Experiment<P>): Experiment<P> {
  const required = Object.entries(experiment.parameters).find(
    ([, parameter]) => parameter.default === undefined,
  );
  if (required && experiment.all !== false) {
    throw new Error(
      `"${experiment.title.en}" requires the parameter ${required[0]}, so it can't run with its defaults: declare it with all: false.`,
    );
  }
  return experiment;
}
