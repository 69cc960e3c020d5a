import { normalized } from './text-search';
import type { RunRow } from '#api/runs';

const searched = new WeakMap<RunRow, string>();

/** What words are searched in: a run's names, parameters, tags and notes, normalized. */
export function searchedText(row: RunRow): string {
  const known = searched.get(row);
  if (known !== undefined) return known;
  const { id, run, annotations } = row;
  const params = Object.entries(run?.params ?? {}).map(([name, value]) => `${name}=${value}`);
  const texts = [id, run?.experiment, run?.model, run?.title.en, run?.title.ko, ...params];
  const text = normalized([...texts, ...annotations.tags, annotations.notes].join('\n'));
  searched.set(row, text);
  return text;
}
