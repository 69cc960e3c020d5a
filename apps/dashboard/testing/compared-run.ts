import type { Run } from '@rnn-lab/runs';

/** The fields of a run that Compare reads. */
export function comparedRun(change: Partial<Run> = {}): Run {
  return {
    experiment: 'nsmc',
    seed: 0,
    engine: 'cpu',
    workers: 2,
    model: null,
    git: null,
    dataset: null,
    params: {},
    results: {},
    reference: {},
    summary: {},
    metricInfo: {},
    ...change,
  } as Run;
}
