import { columnValue } from './columns';
import { facetsOf } from './facets';
import type { RunRow } from '#api/runs';

const ABOUT = ['id', 'experiment', 'model', 'status', 'started', 'duration', 'seed', 'engine', 'workers'];
const NOTED = ['tags', 'notes'];

/** Runs as a flat table, with a column for every parameter and metric that occurs; `duration` in seconds. */
export function runsTable(rows: RunRow[]): { columns: string[]; rows: object[] } {
  const { params, metrics } = facetsOf(rows);
  const columns = ['result', 'best', 'last'].flatMap((kind) => metrics.map((key) => `${kind}.${key}`));
  const held = columns.filter((column) => rows.some((row) => columnValue(row, column) !== null));
  const values = [...params.map((name) => `param.${name}`), ...held];
  return {
    columns: [...ABOUT, ...NOTED, ...values],
    rows: rows.map((row) => ({
      ...aboutOf(row),
      ...Object.fromEntries(values.map((column) => [column, columnValue(row, column)])),
    })),
  };
}

function aboutOf(row: RunRow): object {
  const { id, run, annotations } = row;
  const noted = { tags: annotations.tags.join(', '), notes: annotations.notes };
  if (!run) return { id, status: 'broken', ...noted };
  const { experiment, model, status, seed, engine, workers } = run;
  const duration = Number(columnValue(row, 'duration')) / 1000;
  return { id, experiment, model, status, started: run.startedAt, duration, seed, engine, workers, ...noted };
}
