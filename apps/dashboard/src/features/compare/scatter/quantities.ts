import { axisKey, outcomesOf } from '../axes';
import { differences } from '../differences';
import { metricColumns } from '../metric-rows';
import type { Run } from '@rnn-lab/runs';
import type { AxisSource } from '../axes';
import type { Value } from '../differences';

/** What can be an axis of a scatter plot over runs. */
export interface Quantity {
  /** Its name in the URL. */
  key: string;
  source: AxisSource;
  /** One per run: a number, an index in `names`, or null if the run has none. */
  values: (number | null)[];
  /** Its values if they are no numbers. */
  names: string[] | null;
}

/** Settings and parameters that differ, then metrics that at least two runs have. */
export function quantitiesOf(runs: readonly Run[]): Quantity[] {
  const settings = differences(runs)
    .filter(({ name }) => name !== 'commit' && name !== 'data')
    .map(({ kind, name, values }) => quantity({ kind, name }, measured(values)));
  const metrics = metricColumns(runs).map((column) =>
    quantity({ kind: 'metric', column }, measured(column.values)),
  );
  return [...settings, ...metrics].filter(
    ({ values }) => values.filter((value) => value !== null).length > 1,
  );
}

function quantity(source: AxisSource, measured: Pick<Quantity, 'values' | 'names'>): Quantity {
  return { key: axisKey(source), source, ...measured };
}

/** The axes that the URL asks for, else the first numeric parameter and the result that says most about new data. */
export function chosenAxes(
  quantities: readonly Quantity[],
  runs: readonly Run[],
  asked: { x: string | null; y: string | null },
): { x: Quantity; y: Quantity } | null {
  const numeric = quantities.filter(({ names }) => names === null);
  const [outcome] = outcomesOf(runs);
  const outcomeKey = outcome && axisKey({ kind: 'metric', column: outcome });
  const y =
    numeric.find(({ key }) => key === asked.y) ??
    numeric.find(({ key }) => key === outcomeKey) ??
    numeric.at(-1);
  const x =
    quantities.find(({ key }) => key === asked.x) ??
    quantities.find(({ source, names }) => source.kind === 'param' && names === null) ??
    quantities.find((other) => other !== y);
  return x && y ? { x, y } : null;
}

/** Whether a log scale can show all of its values. */
export function isPositive({ values, names }: Quantity): boolean {
  return names === null && values.every((value) => value === null || value > 0);
}

/** Numbers as they are; other values by their place among the names, false before true. */
function measured(values: readonly Value[]): Pick<Quantity, 'values' | 'names'> {
  const given = values.filter((value) => value !== null);
  if (given.every((value) => typeof value === 'number')) {
    return { values: values.map((value) => (Number.isFinite(value) ? Number(value) : null)), names: null };
  }
  const names = [...new Set(given.map(String))].sort();
  return { values: values.map((value) => (value === null ? null : names.indexOf(String(value)))), names };
}
