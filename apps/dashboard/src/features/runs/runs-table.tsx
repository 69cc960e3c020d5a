'use client';

import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { runPage } from '#api/links';
import { runsMessages } from '#i18n/runs';
import { useMessages } from '#components/language';
import { usePrinting } from '#components/printing';
import { useShortcuts } from '#components/shortcuts';
import { columnWidth } from './columns';
import { idsOf, varyingSettings } from './items';
import { tableKey } from './keyboard';
import { TableRow } from './table-row';
import styles from './runs-table.module.css';
import { TableHead } from './table-head';
import { useVisibleRows } from './use-visible-rows';
import type { KeyboardEvent, MouseEvent } from 'react';
import type { Column } from './columns';
import type { RunsFilters } from './filters-url';
import type { Item } from './items';
import type { Selection } from './use-selection';

const CHECK_WIDTH = 40;

/** The runs as a grid: only the rows on screen are mounted. */
export function RunsTable({
  items,
  columns,
  filters,
  selection,
  onSort,
  onExpand,
  onVisible,
}: {
  items: readonly Item[];
  columns: readonly Column[];
  filters: RunsFilters;
  selection: Selection;
  onSort: (sort: string) => void;
  onExpand: (group: string, expanded: boolean) => void;
  /** Called with the first and the last mounted row. */
  onVisible: (first: number, last: number) => void;
}) {
  const text = useMessages(runsMessages);
  const router = useRouter();
  const { scroller, rows, active, setActive, moveTo, measure, perScreen, above, below } = useVisibleRows(
    items,
    onVisible,
  );

  const isPrinting = usePrinting();
  /** Rows by their index: on paper, all that are loaded. */
  const mounted = isPrinting
    ? items.flatMap(({ kind }, index) => (kind === 'waiting' ? [] : [index]))
    : rows.map(({ index }) => index);

  const open = (item: Item) => {
    if (item.kind === 'run') router.push(runPage(item.row.id));
    if (item.kind === 'group') onExpand(item.group.key, !item.expanded);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    const row = (target as HTMLElement).closest<HTMLElement>('tbody tr[data-index]');
    if (!row || ctrlKey || metaKey || altKey) return;
    const isLink = (target as HTMLElement).closest('a') !== null;
    const at = Number(row.dataset.index);
    const does = tableKey(key, { index: at, last: items.length - 1, page: perScreen });
    if (!does || (isLink && 'open' in does)) return;
    event.preventDefault();
    const item = items[at];
    if ('move' in does) moveTo(does.move);
    else if ('open' in does) open(item);
    else if ('select' in does) selection.toggle(idsOf(item));
    else if ('expand' in does && item.kind === 'group') onExpand(item.group.key, does.expand);
    else if ('clear' in does) selection.clear();
  };

  const onClick = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>('tbody tr[data-index]');
    if (!row) return;
    const at = Number(row.dataset.index);
    setActive(at);
    if (target.closest('[data-select]')) {
      const range = event.shiftKey
        ? items.slice(Math.min(active, at), Math.max(active, at) + 1)
        : [items[at]];
      selection.toggle(range.flatMap(idsOf), event.shiftKey || undefined);
    } else if (!target.closest('a, label')) {
      if (items[at].kind === 'group') open(items[at]);
    }
  };

  useShortcuts([
    { keys: ['ArrowUp', 'ArrowDown'], label: text.shortcuts.move, run: () => moveTo(active) },
    { keys: ['Enter'], label: text.shortcuts.open },
    { keys: [' '], label: text.shortcuts.select },
    { keys: ['Escape'], label: text.shortcuts.leave, run: selection.clear },
  ]);

  const varying = useMemo(
    () => varyingSettings(items.flatMap((item) => (item.kind === 'group' ? [item.group] : []))),
    [items],
  );
  const isGrouped = filters.group !== 'none';
  const widths = ['id', ...columns].map((column) => [column, columnWidth(column, isGrouped)] as const);

  return (
    <div className={styles.frame}>
      <div
        className={styles.scroller}
        ref={scroller}
        role="presentation"
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <table
          role={isGrouped ? 'treegrid' : 'grid'}
          aria-label={text.title}
          aria-multiselectable
          aria-rowcount={items.length + 1}
          className={styles.table}
          style={{ minWidth: widths.reduce((sum, [, width]) => sum + width, CHECK_WIDTH) }}
        >
          <colgroup>
            <col style={{ width: CHECK_WIDTH }} />
            {widths.map(([column, width]) => (
              <col key={column} style={{ width }} />
            ))}
          </colgroup>
          <TableHead columns={columns} sort={filters.sort} onSort={onSort} selection={selection} />
          <tbody role="rowgroup">
            <Spacer height={isPrinting ? 0 : above} />
            {mounted.map((index) => (
              <TableRow
                key={items[index].key}
                ref={measure}
                data-index={index}
                aria-rowindex={index + 2}
                isActive={index === active}
                item={items[index]}
                columns={columns}
                varying={filters.group === 'seeds' ? varying : null}
                selection={selection}
              />
            ))}
            <Spacer height={isPrinting ? 0 : below} />
          </tbody>
        </table>
        {isPrinting && mounted.length < items.length && (
          <p className={styles.unloaded}>{text.unloaded(items.length - mounted.length)}</p>
        )}
      </div>
    </div>
  );
}

/** Takes the place of the rows above or below the screen. */
function Spacer({ height }: { height: number }) {
  return height > 0 ? (
    <tr aria-hidden className={styles.spacer} style={{ height }}>
      <td style={{ height }} />
    </tr>
  ) : null;
}
