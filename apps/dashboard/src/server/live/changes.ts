import type { RunsEvents } from '#api/events';
import type { RunRow } from '#api/runs';

/** Tracks what changes in a list of rows between calls, by the rows' identity. */
export class RowChanges {
  #known: Map<string, RunRow>;

  constructor(rows: RunRow[]) {
    this.#known = byId(rows);
  }

  /** Changes since the last call; null if there are none. */
  next(rows: RunRow[]): RunsEvents['rows'] | null {
    const now = byId(rows);
    const changed = rows.filter((row) => this.#known.get(row.id) !== row);
    const removed = [...this.#known.keys()].filter((id) => !now.has(id));
    this.#known = now;
    return changed.length > 0 || removed.length > 0 ? { changed, removed } : null;
  }
}

function byId(rows: RunRow[]): Map<string, RunRow> {
  return new Map(rows.map((row) => [row.id, row]));
}
