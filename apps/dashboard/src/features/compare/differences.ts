import type { Run } from '@rnn-lab/runs';

export type Value = string | number | boolean | null;

/** A run's settings besides its parameters, named as in the messages' `fields`. */
const FIELDS = {
  experiment: (run) => run.experiment,
  model: (run) => run.model?.name ?? null,
  seed: (run) => run.seed,
  engine: (run) => run.engine,
  workers: (run) => run.workers,
  commit: (run) => run.git && `${run.git.commit.slice(0, 8)}${run.git.dirty ? '+' : ''}`,
  data: (run) => run.dataset?.files.map(({ sha256 }) => sha256.slice(0, 8)).join(' ') || null,
} satisfies Record<string, (run: Run) => Value>;
export type Field = keyof typeof FIELDS;

/** `values`: one per run, null if the run has none. */
export type Difference = { values: Value[] } & (
  { kind: 'field'; name: Field } | { kind: 'param'; name: string }
);

/** The settings and parameters in which the runs differ. */
export function differences(runs: readonly Run[]): Difference[] {
  const fields = (Object.keys(FIELDS) as Field[]).map((name): Difference => ({
    kind: 'field',
    name,
    values: runs.map((run) => FIELDS[name](run)),
  }));
  const names = [...new Set(runs.flatMap((run) => Object.keys(run.params)))];
  const params = names.map((name): Difference => ({
    kind: 'param',
    name,
    values: runs.map((run) => run.params[name] ?? null),
  }));
  return [...fields, ...params].filter(({ values }) => new Set(values).size > 1);
}
