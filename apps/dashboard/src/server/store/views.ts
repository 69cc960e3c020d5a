import { deleteView, readViews, writeView } from '@rnn-lab/runs';
import { runsFolder } from './runs-folder';
import type { SavedView } from '@rnn-lab/runs';
import type { ViewsPage } from '#api/views';

/** The saved views. Rejects with a `RunsError` if views.json can't be read. */
export async function viewsPageOf(): Promise<ViewsPage> {
  return { views: await readViews(runsFolder()) };
}

/** @throws RunsError like `writeView` */
export function saveView(view: SavedView, overwrite: boolean): void {
  writeView(runsFolder(), view, { overwrite });
}

/** @throws RunsError like `deleteView` */
export function removeView(name: string): void {
  deleteView(runsFolder(), name);
}
