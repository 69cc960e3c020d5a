import { comparisonPath } from '#api/links';
import { getJson } from '#components/connection/fetch-json';
import type { ComparisonPage, SeriesComparison } from '#api/comparison';
import type { ChangesView } from './pair-changes';

/** Rows of a request; the API allows no more. */
const ROWS_AT_A_TIME = 10_000;

/** All forecasts that are so many steps ahead, fetched page by page; null if the files change meanwhile. */
export async function fetchAll(
  { a, b, split, output }: ChangesView,
  horizon: number,
  signal: AbortSignal,
): Promise<SeriesComparison | null> {
  const rows: SeriesComparison['rows'] = [];
  for (;;) {
    const query = { horizon: String(horizon), offset: String(rows.length), limit: String(ROWS_AT_A_TIME) };
    const path = comparisonPath({ id: a.id, split, output }, b.id, query);
    const page = await getJson<ComparisonPage>(path, signal);
    if (page.kind !== 'series') return null;
    rows.push(...page.rows);
    if (rows.length >= page.total) return { ...page, rows };
    if (page.rows.length === 0) return null;
  }
}
