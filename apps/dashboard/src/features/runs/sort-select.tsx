'use client';

import { runsMessages } from '#i18n/runs';
import { useLanguage } from '#components/language';
import { beginsHigh, columnNote, columnTitle, isSortable } from './columns';
import { Select } from './select';
import styles from './sort-select.module.css';
import type { Column } from './columns';

/** Sort order, for narrow pages, which show cards instead of a table head. */
export function SortSelect({
  columns,
  sort,
  onSort,
}: {
  columns: readonly Column[];
  sort: string;
  onSort: (sort: string) => void;
}) {
  const language = useLanguage();
  const { sortBy } = runsMessages[language];
  const title = (column: Column) =>
    [columnTitle(column, language), columnNote(column, language)].filter(Boolean).join(', ');
  const options = ['id', ...columns].filter(isSortable).flatMap((column) => {
    const [rising, falling] = [
      [column, `${title(column)} ↑`],
      [`-${column}`, `${title(column)} ↓`],
    ] as const;
    return beginsHigh(column) ? [falling, rising] : [rising, falling];
  });
  const isListed = options.some(([value]) => value === sort);
  const all = isListed ? options : [[sort, title(sort.replace(/^-/, ''))] as const, ...options];
  return <Select label={sortBy} value={sort} options={all} onChange={onSort} className={styles.narrowOnly} />;
}
