'use client';

import { runsMessages } from '#i18n/runs';
import { ChevronIcon } from '#components/icons';
import { useLanguage, useMessages } from '#components/language';
import { beginsHigh, columnNote, columnTitle, isNumeric, isSortable } from './columns';
import { nextSort } from './filters';
import rowStyles from './row.module.css';
import styles from './table-head.module.css';
import type { Column } from './columns';
import type { Selection } from './use-selection';

export function TableHead({
  columns,
  sort,
  onSort,
  selection,
}: {
  columns: readonly Column[];
  sort: string;
  onSort: (sort: string) => void;
  selection: Selection;
}) {
  const { selectAll } = useMessages(runsMessages);
  const head = (column: Column, className = '') => (
    <th
      key={column}
      role="columnheader"
      scope="col"
      className={`${className} ${isNumeric(column) ? 'number' : ''}`}
      aria-sort={sort === column ? 'ascending' : sort === `-${column}` ? 'descending' : undefined}
    >
      {isSortable(column) ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() => onSort(nextSort(sort, column, beginsHigh(column)))}
        >
          <Title column={column} />
          {sort.replace(/^-/, '') === column && (
            <ChevronIcon width={12} className={sort === column ? styles.ascending : undefined} />
          )}
        </button>
      ) : (
        <Title column={column} />
      )}
    </th>
  );

  return (
    <thead role="rowgroup">
      <tr role="row" aria-rowindex={1}>
        <th role="columnheader" className={rowStyles.check}>
          <label>
            <input
              type="checkbox"
              checked={selection.ofListed === true}
              ref={(box) => {
                if (box) box.indeterminate = selection.ofListed === 'some';
              }}
              onChange={selection.toggleListed}
              aria-label={selectAll}
            />
          </label>
        </th>
        {head('id', rowStyles.name)}
        {columns.map((column) => head(column))}
      </tr>
    </thead>
  );
}

function Title({ column }: { column: Column }) {
  const language = useLanguage();
  const note = columnNote(column, language);
  return (
    <span title={columnTitle(column, language)}>
      {columnTitle(column, language)} {note && <small>{note}</small>}
    </span>
  );
}
