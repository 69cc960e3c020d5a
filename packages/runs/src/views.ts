import { z } from 'zod';
import { changeDashboardFile, readDashboardFile } from './dashboard-file';
import { RunsError } from './errors';
import { savedView } from './saved-view';
import type { SavedView } from './saved-view';

/** Saved views in a runs folder; with the limits of a view's parts, views.json stays below the size that is read. */
export const MOST_VIEWS = 100;

const schema = z.object({ views: z.array(savedView.extend({ savedAt: z.iso.datetime() })).max(MOST_VIEWS) });
export type ViewRecord = z.infer<typeof schema>['views'][number];
const VIEWS = { name: 'views.json', schema, empty: { views: [] } };

/**
 * The saved views in the order of their names; none if there is no file.
 *
 * @throws RunsError like `readJson`
 */
export async function readViews(runsDir: string): Promise<ViewRecord[]> {
  return (await readDashboardFile(runsDir, VIEWS)).views;
}

/**
 * Saves a view under its name, which is kept in Unicode's composed form. The file is replaced atomically.
 *
 * @param overwrite whether a view of that name is replaced
 * @throws RunsError `view-exists` if one has that name and isn't to be replaced, `too-many-views`, or like
 *   `changeDashboardFile`
 */
export function writeView(runsDir: string, view: SavedView, { overwrite }: { overwrite: boolean }): void {
  const name = view.name.normalize('NFC');
  const saved = { ...view, name, savedAt: new Date().toISOString() };
  changeDashboardFile(runsDir, VIEWS, ({ views }) => {
    const others = views.filter((other) => other.name !== name);
    if (others.length < views.length && !overwrite) throw viewExists(name);
    if (others.length === MOST_VIEWS) throw tooManyViews();
    return { views: [...others, saved].sort((a, b) => order.compare(a.name, b.name)) };
  });
}

/**
 * Deletes a view.
 *
 * @throws RunsError `no-view` if there is none of that name, or like `changeDashboardFile`
 */
export function deleteView(runsDir: string, name: string): void {
  changeDashboardFile(runsDir, VIEWS, ({ views }) => {
    const others = views.filter((other) => other.name !== name.normalize('NFC'));
    if (others.length < views.length) return { views: others };
    throw new RunsError('no-view', `There is no view ${JSON.stringify(name)}; it may have been deleted.`, {
      name,
    });
  });
}

const order = new Intl.Collator('ko', { numeric: true });

function viewExists(name: string): RunsError {
  const sentence = `There is a view ${JSON.stringify(name)} already; overwrite it, or choose another name.`;
  return new RunsError('view-exists', sentence, { name });
}

function tooManyViews(): RunsError {
  const sentence = `There are ${MOST_VIEWS} views, as many as are kept; delete one first.`;
  return new RunsError('too-many-views', sentence, { limit: MOST_VIEWS });
}
