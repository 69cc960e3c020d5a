'use client';

import Link from 'next/link';
import { memo } from 'react';
import { runPage } from '#api/links';
import { failureSentence, problemSentence } from '#i18n/problems';
import { runsMessages } from '#i18n/runs';
import { useLanguage, useMessages } from '#components/language';
import { PinBadge } from '#components/pins/pin-badge';
import { StatusBadge } from '#components/status';
import { Cell } from './cells';
import { columnNote, columnTitle, isNumeric } from './columns';
import rowStyles from './row.module.css';
import type { RunRow } from '#api/runs';
import type { Column } from './columns';
import type { RowProps } from './table-row';

/** A run as a row of the table, or as a card on a narrow page. */
export const RunTableRow = memo(function RunTableRow({
  row,
  columns,
  inGroup,
  isSelected,
  isActive,
  ...rowProps
}: RowProps & { row: RunRow; columns: readonly Column[]; inGroup: boolean; isSelected: boolean }) {
  const text = useMessages(runsMessages);
  const language = useLanguage();
  const broken = row.problem && problemSentence(row.problem, row.problemDetails, language);
  const problem = broken ?? (row.run && failureSentence(row.run, language));
  return (
    <tr
      {...rowProps}
      role="row"
      className={`${rowStyles.run} ${inGroup ? rowStyles.inGroup : ''}`}
      tabIndex={isActive ? 0 : -1}
      aria-level={inGroup ? 2 : undefined}
      aria-selected={isSelected}
    >
      <td role="gridcell" className={rowStyles.check}>
        <label>
          <input
            type="checkbox"
            checked={isSelected}
            readOnly
            tabIndex={-1}
            data-select
            aria-label={text.select(row.id)}
          />
        </label>
      </td>
      <th role="rowheader" scope="row" className={rowStyles.name}>
        <Link href={runPage(row.id)} prefetch={false} tabIndex={isActive ? 0 : -1} title={row.id}>
          {row.id}
        </Link>
        <PinBadge id={row.id} experiment={row.run?.experiment} />
        {row.run && problem && (
          <span className={rowStyles.problem} title={problem}>
            {problem}
          </span>
        )}
      </th>
      {!row.run && (
        <td role="gridcell" colSpan={columns.length} className={rowStyles.broken}>
          <StatusBadge status="broken" /> <span className={rowStyles.problem}>{problem}</span>
        </td>
      )}
      {row.run &&
        columns.map((column) => (
          <td
            key={column}
            role="gridcell"
            data-column={column}
            data-title={[columnTitle(column, language), columnNote(column, language)]
              .filter(Boolean)
              .join(', ')}
            className={isNumeric(column) ? 'number' : undefined}
          >
            <Cell column={column} row={row} />
          </td>
        ))}
    </tr>
  );
});
