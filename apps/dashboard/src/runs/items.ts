import type { RunGroup, RunRow, RunsPage } from '../server/contract';

/** A line of the table: a run, the head of a group, or one that has not been fetched yet (null). */
export type Item =
  | { kind: 'run'; key: string; row: RunRow; inGroup: boolean }
  | { kind: 'group'; key: string; group: RunGroup; expanded: boolean }
  | { kind: 'waiting'; key: string };

/**
 * All lines of the table and, for each, which page of the query it came or would come from.
 * `pages` holds what was fetched, `size` rows or groups a page.
 */
export function tableItems(
  pages: ReadonlyMap<number, RunsPage>,
  { total, size, expanded }: { total: number; size: number; expanded: ReadonlySet<string> },
): { items: Item[]; pageOf: number[] } {
  const items: Item[] = [];
  const pageOf: number[] = [];
  for (let index = 0; index < total; index++) {
    const number = Math.floor(index / size);
    for (const item of itemsAt(pages.get(number), index, size, expanded)) {
      items.push(item);
      pageOf.push(number);
    }
  }
  return { items, pageOf };
}

function itemsAt(
  page: RunsPage | undefined,
  index: number,
  size: number,
  expanded: ReadonlySet<string>,
): Item[] {
  const row = page?.rows[index % size];
  if (row) return [{ kind: 'run', key: row.id, row, inGroup: false }];
  const group = page?.groups[index % size];
  if (!group) return [{ kind: 'waiting', key: `waiting ${index}` }];
  const isExpanded = expanded.has(group.key);
  const head: Item = { kind: 'group', key: `group ${group.key}`, group, expanded: isExpanded };
  if (!isExpanded) return [head];
  return [head, ...group.rows.map((row): Item => ({ kind: 'run', key: row.id, row, inGroup: true }))];
}

/** The runs of a line: one, or those of the group. */
export function runsOf(item: Item | undefined): RunRow[] {
  if (item?.kind === 'run') return [item.row];
  return item?.kind === 'group' ? item.group.rows : [];
}

/** Parameters in which groups of the same experiment differ, which is what a group's head needs to say. */
export function varyingParams(groups: readonly RunGroup[]): Map<string, string[]> {
  const values = new Map<string, Map<string, Set<unknown>>>();
  for (const { rows } of groups) {
    const run = rows[0]?.run;
    if (!run) continue;
    const params = values.get(run.experiment) ?? new Map<string, Set<unknown>>();
    values.set(run.experiment, params);
    for (const [name, value] of Object.entries(run.params)) {
      params.set(name, (params.get(name) ?? new Set()).add(value));
    }
  }
  const varying = (params: Map<string, Set<unknown>>) =>
    [...params].filter(([, seen]) => seen.size > 1).map(([name]) => name);
  return new Map(Array.from(values, ([experiment, params]) => [experiment, varying(params)]));
}
