import { isMetricKey, metricKey, splitMetricKey } from '@rnn-lab/runs/metrics';
import { SPLITS } from '@rnn-lab/runs/names';
import { secondsOf } from '#api/duration';
import type { MetricKey } from '@rnn-lab/runs/metrics';
import type { RunRow } from '#api/runs';

export type ColumnValue = string | number | null;

const collator = new Intl.Collator('ko', { numeric: true });

/** A run's value in a sortable column; null if it has none. Timestamps in Unix milliseconds, durations in milliseconds. */
export function columnValue(row: RunRow, column: string): ColumnValue {
  const { run } = row;
  if (column === 'id') return row.id;
  if (!run) return null;
  if (column === 'experiment' || column === 'status' || column === 'seed') return run[column];
  if (column === 'started') return Date.parse(run.startedAt);
  if (column === 'duration') return secondsOf(run) * 1000;
  const [, kind, key] = /^(param|last|best|result)\.(.*)$/.exec(column) ?? [];
  if (kind === 'param') return paramValue(run.params[key]);
  if (key === undefined || !isMetricKey(key)) return null;
  if (kind === 'last' || kind === 'best') return run.summary[key]?.[kind] ?? null;
  return resultOf(row, key);
}

/** run.json's `results` by "<split>.<metric>". */
export function resultOf({ run }: RunRow, key: MetricKey): number | null {
  const [split, name] = splitMetricKey(key);
  return run?.results[split]?.[name] ?? null;
}

/** A metric's result; while there is none, its best value so far, or its last if neither direction is better. */
export function metricValue(row: RunRow, key: MetricKey): number | null {
  const summary = row.run?.summary[key];
  return resultOf(row, key) ?? summary?.best ?? summary?.last ?? null;
}

/** The keys of the results that a run has. */
export function resultKeys({ run }: RunRow): MetricKey[] {
  return SPLITS.flatMap((split) =>
    Object.keys(run?.results[split] ?? {}).map((name) => metricKey(split, name)),
  );
}

/** For `Array.sort`: missing values and NaN come last in both directions. */
export function compareValues(a: ColumnValue, b: ColumnValue, direction: 1 | -1): number {
  const missing = Number(isMissing(a)) - Number(isMissing(b));
  if (missing !== 0 || a === null || b === null || isMissing(a)) return missing;
  if (typeof a === 'number' && typeof b === 'number') return direction * Math.sign(a - b);
  return direction * collator.compare(String(a), String(b));
}

function isMissing(value: ColumnValue): boolean {
  return value === null || Number.isNaN(value);
}

function paramValue(value: string | number | boolean | null | undefined): ColumnValue {
  return typeof value === 'boolean' ? String(value) : (value ?? null);
}
