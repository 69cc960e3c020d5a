import { splitMetricKey } from '@rnn-lab/runs/metrics';
import { differences } from './differences';
import { metricColumns } from './metric-rows';
import type { Run, Split } from '@rnn-lab/runs';
import type { Difference, Value } from './differences';
import type { MetricColumn } from './metric-rows';

/** Positive values whose ratio exceeds this are placed on a log scale. */
const LOGARITHMIC_FROM = 50;
/** Metrics drawn at first, for legibility. */
export const MOST_METRICS = 5;
/** By how much a result on a split says about new data. */
export const SPLITS_BY_WORTH: readonly Split[] = ['test', 'holdout', 'validation', 'train'];

export type AxisSource = Pick<Difference, 'kind' | 'name'> | { kind: 'metric'; column: MetricColumn };

/** An axis's name in the URL. */
export function axisKey(source: AxisSource): string {
  if (source.kind === 'metric') return `${source.column.kind}.${source.column.key}`;
  return `${source.kind}.${source.name}`;
}

export interface Axis {
  source: AxisSource;
  /** Each run's position on the axis, from 0 (bottom) to 1 (top); null if it has none. */
  positions: (number | null)[];
  /** Tick labels with their positions. */
  ticks: { value: Value; position: number }[];
}

/** Axes for parallel coordinates: the settings that differ, then at most so many metrics. */
export function axesOf(runs: readonly Run[], mostMetrics = MOST_METRICS): Axis[] {
  const causes = differences(runs)
    .filter(({ name }) => name !== 'commit' && name !== 'data')
    .map(({ kind, name, values }) => ({ source: { kind, name } as AxisSource, ...place(values) }));
  const outcomes = outcomesOf(runs)
    .slice(0, mostMetrics)
    .map((column) => ({
      source: { kind: 'metric', column } as AxisSource,
      ...place(column.values),
    }));
  return [...causes, ...outcomes].filter(({ positions }) => new Set(positions.filter(isPlace)).size > 1);
}

/** Metrics that differ, those that most runs have first, and of these test before validation before train. */
export function outcomesOf(runs: readonly Run[]): MetricColumn[] {
  const columns = metricColumns(runs);
  const results = columns.filter(({ kind }) => kind === 'result');
  const finite = ({ values }: MetricColumn) => values.filter((value) => Number.isFinite(value));
  const splitOf = ({ key }: MetricColumn) => SPLITS_BY_WORTH.indexOf(splitMetricKey(key)[0]);
  return (results.length > 0 ? results : columns.filter(({ kind }) => kind === 'best'))
    .filter((column) => new Set(finite(column)).size > 1)
    .sort((a, b) => finite(b).length - finite(a).length || splitOf(a) - splitOf(b));
}

function isPlace(position: number | null): position is number {
  return position !== null;
}

function place(values: readonly Value[]): Omit<Axis, 'source'> {
  const given = values.filter((value) => value !== null);
  return given.every((value) => typeof value === 'number') ? placeNumbers(values) : placeNames(values);
}

function placeNumbers(values: readonly unknown[]): Omit<Axis, 'source'> {
  const finite = values.filter((value): value is number => Number.isFinite(value));
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const scale = low > 0 && high / low >= LOGARITHMIC_FROM ? Math.log : (value: number) => value;
  const span = scale(high) - scale(low);
  const positionOf = (value: number) => (span === 0 ? 0.5 : (scale(value) - scale(low)) / span);
  const distinct = [...new Set(finite)].sort((a, b) => a - b);
  const shown = distinct.length <= 6 ? distinct : [low, high];
  return {
    positions: values.map((value) => (Number.isFinite(value) ? positionOf(value as number) : null)),
    ticks: apart(shown.map((value) => ({ value, position: positionOf(value) }))),
  };
}

function placeNames(values: readonly Value[]): Omit<Axis, 'source'> {
  const names = [...new Set(values.filter((value) => value !== null))];
  const positionOf = (name: NonNullable<Value>) =>
    names.length === 1 ? 0.5 : 1 - names.indexOf(name) / (names.length - 1);
  return {
    positions: values.map((value) => (value === null ? null : positionOf(value))),
    ticks: names.map((value) => ({ value, position: positionOf(value) })),
  };
}

/** Without overlapping labels; the ends always stay. */
function apart(ticks: Axis['ticks']): Axis['ticks'] {
  const last = ticks.length - 1;
  let written = -Infinity;
  return ticks.filter(({ position }, i) => {
    const fits = i === last || (position - written >= 0.08 && (i === 0 || 1 - position >= 0.08));
    if (fits) written = position;
    return fits;
  });
}
