'use client';

import { failureMessages } from '#i18n/failures';
import { Button } from '#components/button';
import { ErrorBoundary } from '#components/error-boundary';
import { useMessages } from '#components/language';
import { GroupTableRow } from './group-row';
import { RunTableRow } from './run-row';
import rowStyles from './row.module.css';
import type { Ref } from 'react';
import type { Column } from './columns';
import type { Item } from './items';
import type { Selection } from './use-selection';

/** Props that every row passes to its `<tr>`. */
export interface RowProps {
  ref: Ref<HTMLTableRowElement>;
  'data-index': number;
  'aria-rowindex': number;
  isActive: boolean;
}

/** A row of the table. `varying`: by experiment, the parameters that differ between groups; null if none do. */
export function TableRow(props: ItemProps) {
  const text = useMessages(failureMessages);
  return (
    <ErrorBoundary
      of={props.item}
      fallback={({ message }, tryAgain) => (
        <tr role="row" data-index={props['data-index']} className={rowStyles.run}>
          <td role="gridcell" colSpan={props.columns.length + 2} className={rowStyles.broken} title={message}>
            <span className={rowStyles.problem}>{text.panel(props.item.key)}</span>{' '}
            <Button onClick={tryAgain}>{text.tryAgain}</Button>
          </td>
        </tr>
      )}
    >
      <ItemRow {...props} />
    </ErrorBoundary>
  );
}

type ItemProps = RowProps & {
  item: Item;
  columns: readonly Column[];
  varying: ReadonlyMap<string, string[]> | null;
  selection: Selection;
};

function ItemRow({ item, columns, varying, selection, ...row }: ItemProps) {
  switch (item.kind) {
    case 'run':
      return (
        <RunTableRow
          {...row}
          row={item.row}
          columns={columns}
          inGroup={item.inGroup}
          isSelected={selection.ids.has(item.row.id)}
        />
      );
    case 'group':
      return (
        <GroupTableRow
          {...row}
          group={item.group}
          columns={columns}
          params={varying && (varying.get(item.group.run?.experiment ?? '') ?? [])}
          isExpanded={item.expanded}
          isSelected={selection.has(item.group.ids)}
        />
      );
    case 'waiting':
      return <WaitingRow {...row} columns={columns.length + 2} />;
  }
}

function WaitingRow({ ref, 'data-index': index, columns }: RowProps & { columns: number }) {
  return (
    <tr ref={ref} data-index={index} aria-hidden className={rowStyles.waiting}>
      <td colSpan={columns} />
    </tr>
  );
}
