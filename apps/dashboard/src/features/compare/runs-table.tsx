'use client';

import { compareMessages } from '#i18n/compare';
import { useMessages } from '#components/language';
import scrollerStyles from './scroller.module.css';
import { RunName } from './run-name';
import type { ReactNode } from 'react';
import type { Compared } from './use-compared';

interface Column {
  key: string;
  title: ReactNode;
  className?: string;
  /** The cell of the run with that index. */
  cell: (compared: Compared, place: number) => ReactNode;
}

/** One row per run; `labelledBy` is the id of the title. */
export function RunsTable({
  runs,
  columns,
  labelledBy,
}: {
  runs: readonly Compared[];
  columns: readonly Column[];
  labelledBy: string;
}) {
  const text = useMessages(compareMessages);
  return (
    <div className={scrollerStyles.scroller} tabIndex={0} role="group" aria-labelledby={labelledBy}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.run}</th>
            {columns.map(({ key, title, className }) => (
              <th key={key} scope="col" className={className}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((compared, place) => (
            <tr key={compared.id}>
              <th scope="row">
                <RunName compared={compared} />
              </th>
              {columns.map(({ key, cell, className }) => (
                <td key={key} className={className}>
                  {cell(compared, place)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
