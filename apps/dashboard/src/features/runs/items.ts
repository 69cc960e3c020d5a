import { settingsOf } from '#api/seed-sets';
import type { RunGroup, RunRow, RunsPage } from '#api/runs';

/** A row of the table: a run, a group's heading, or a placeholder for one not fetched yet. */
export type Item =
  | { kind: 'run'; key: string; row: RunRow; inGroup: boolean }
  | { kind: 'group'; key: string; group: RunGroup; expanded: boolean }
  | { kind: 'waiting'; key: string };

/** A page of the query, or `<number> <key>` for a page of a group's runs. */
export type PageName = `${number}` | `${number} ${string}`;

export const FIRST_PAGE: PageName = '0';

export function splitPageName(name: PageName): { number: number; groupKey?: string } {
  const [number, groupKey] = name.split(/ (.*)/s);
  return { number: Number(number), groupKey };
}

/**
 * All rows of the table and the page of each. `pages` are the fetched ones, with `size` rows or groups per page.
 */
export function tableItems(
  pages: ReadonlyMap<PageName, RunsPage>,
  { total, size, expanded }: { total: number; size: number; expanded: ReadonlySet<string> },
): { items: Item[]; pageOf: PageName[] } {
  const items: Item[] = [];
  const pageOf: PageName[] = [];
  const add = (item: Item, name: PageName) => {
    items.push(item);
    pageOf.push(name);
  };
  for (let index = 0; index < total; index++) {
    const name: PageName = `${Math.floor(index / size)}`;
    const { rows, groups } = pages.get(name) ?? {};
    const group = groups?.[index % size];
    if (!group) {
      add(runItem(rows?.[index % size], `waiting ${index}`, false), name);
      continue;
    }
    const isExpanded = expanded.has(group.key);
    add({ kind: 'group', key: `group ${group.key}`, group, expanded: isExpanded }, name);
    if (!isExpanded) continue;
    group.ids.forEach((id, i) => {
      const name: PageName = `${Math.floor(i / size)} ${group.key}`;
      add(runItem(pages.get(name)?.rows[i % size], `waiting ${id}`, true), name);
    });
  }
  return { items, pageOf };
}

function runItem(row: RunRow | undefined, key: string, inGroup: boolean): Item {
  return row ? { kind: 'run', key: row.id, row, inGroup } : { kind: 'waiting', key };
}

/** The runs of a row: one, or those of the group. */
export function idsOf(item: Item | undefined): string[] {
  if (item?.kind === 'run') return [item.row.id];
  return item?.kind === 'group' ? item.group.ids : [];
}

/** Settings that differ between groups of the same experiment, shown in a group's heading. */
export function varyingSettings(groups: readonly RunGroup[]): Map<string, string[]> {
  const values = new Map<string, Map<string, Set<unknown>>>();
  for (const { run } of groups) {
    if (!run) continue;
    const settings = values.get(run.experiment) ?? new Map<string, Set<unknown>>();
    values.set(run.experiment, settings);
    for (const [name, value] of Object.entries(settingsOf(run))) {
      settings.set(name, (settings.get(name) ?? new Set()).add(value));
    }
  }
  const varying = (settings: Map<string, Set<unknown>>) =>
    [...settings].filter(([, seen]) => seen.size > 1).map(([name]) => name);
  return new Map(Array.from(values, ([experiment, settings]) => [experiment, varying(settings)]));
}
