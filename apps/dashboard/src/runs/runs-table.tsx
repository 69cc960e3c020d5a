'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { runsMessages } from '../messages/runs';
import { useMessages } from '../ui/language';
import { useShortcuts } from '../ui/shortcuts';
import { columnWidth } from './columns';
import { GroupLine } from './group-line';
import { runsOf, varyingParams } from './items';
import { tableKey } from './keyboard';
import { RunLine } from './run-line';
import styles from './runs-table.module.css';
import { TableHead } from './table-head';
import type { KeyboardEvent, MouseEvent, Ref } from 'react';
import type { Column } from './columns';
import type { RunsFilters } from './filters-url';
import type { Item } from './items';
import type { Selection } from './use-selection';

const LINE_HEIGHT = 33;
const CHECK_WIDTH = 40;
/** Before the browser has told its size, and on the server. */
const USUAL_SCREEN = { width: 1440, height: 900 };

/** What every line hands on to its `<tr>`. */
export interface LineProps {
  ref: Ref<HTMLTableRowElement>;
  'data-index': number;
  'aria-rowindex': number;
  isActive: boolean;
}

/** The runs as a grid: only the lines on screen are mounted. */
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
  /** Told the first and the last line on screen. */
  onVisible: (first: number, last: number) => void;
}) {
  const text = useMessages(runsMessages);
  const router = useRouter();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const index = Math.min(active, items.length - 1);
  const focusNext = useRef(false);

  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    getItemKey: (at) => items[at].key,
    initialRect: USUAL_SCREEN,
    overscan: 8,
  });
  const lines = virtualizer.getVirtualItems();
  const [first, last] = [lines[0]?.index ?? 0, lines.at(-1)?.index ?? 0];

  const tellVisible = useEffectEvent(onVisible);
  useEffect(() => tellVisible(first, last), [first, last]);

  useEffect(() => {
    if (!focusNext.current) return;
    const line = scroller.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`);
    line?.focus({ preventScroll: true });
    if (line) focusNext.current = false;
  }, [index, first, last]);

  const moveTo = (target: number) => {
    focusNext.current = true;
    setActive(target);
    virtualizer.scrollToIndex(target);
    // Already in focus after a re-render, or the same line again: the effect above does not run.
    scroller.current
      ?.querySelector<HTMLElement>(`tr[data-index="${target}"]`)
      ?.focus({ preventScroll: true });
  };

  const open = (item: Item) => {
    if (item.kind === 'run') router.push(`/runs/${encodeURIComponent(item.row.id)}`);
    if (item.kind === 'group') onExpand(item.group.key, !item.expanded);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    const line = (target as HTMLElement).closest('tbody tr');
    if (!line || ctrlKey || metaKey || altKey) return;
    const isLink = (target as HTMLElement).closest('a') !== null;
    const does = tableKey(key, { index, last: items.length - 1, page: last - first - 16 });
    if (!does || (isLink && 'open' in does)) return;
    event.preventDefault();
    const item = items[index];
    if ('move' in does) moveTo(does.move);
    else if ('open' in does) open(item);
    else if ('select' in does) selection.toggle(runsOf(item));
    else if ('expand' in does && item.kind === 'group') onExpand(item.group.key, does.expand);
    else if ('clear' in does) selection.clear();
  };

  const onClick = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const line = target.closest<HTMLElement>('tbody tr[data-index]');
    if (!line) return;
    const at = Number(line.dataset.index);
    setActive(at);
    if (target.closest('[data-select]')) {
      const range = event.shiftKey ? items.slice(Math.min(index, at), Math.max(index, at) + 1) : [items[at]];
      selection.toggle(range.flatMap(runsOf), event.shiftKey || undefined);
    } else if (!target.closest('a, label')) {
      if (items[at].kind === 'group') open(items[at]);
    }
  };

  useShortcuts([
    { keys: ['ArrowUp', 'ArrowDown'], label: text.shortcuts.move, run: () => moveTo(index) },
    { keys: ['Enter'], label: text.shortcuts.open },
    { keys: [' '], label: text.shortcuts.select },
    { keys: ['Escape'], label: text.shortcuts.leave, run: selection.clear },
  ]);

  const groups = useMemo(() => items.flatMap((item) => (item.kind === 'group' ? [item.group] : [])), [items]);
  const varying = useMemo(() => varyingParams(groups), [groups]);
  const width = CHECK_WIDTH + ['id', ...columns].reduce((sum, column) => sum + columnWidth(column), 0);

  const lineProps = (at: number): LineProps => ({
    ref: virtualizer.measureElement,
    'data-index': at,
    'aria-rowindex': at + 2,
    isActive: at === index,
  });

  const lineOf = (at: number) => {
    const item = items[at];
    if (item.kind === 'run')
      return (
        <RunLine
          key={item.key}
          {...lineProps(at)}
          row={item.row}
          columns={columns}
          inGroup={item.inGroup}
          isSelected={selection.ids.has(item.row.id)}
        />
      );
    if (item.kind === 'group')
      return (
        <GroupLine
          key={item.key}
          {...lineProps(at)}
          group={item.group}
          columns={columns}
          params={
            filters.group === 'seeds' ? (varying.get(item.group.rows[0]?.run?.experiment ?? '') ?? []) : null
          }
          isExpanded={item.expanded}
          isSelected={selection.has(item.group.rows)}
        />
      );
    return (
      <tr
        key={item.key}
        data-index={at}
        ref={virtualizer.measureElement}
        aria-hidden
        className={styles.waiting}
      >
        <td colSpan={columns.length + 2} />
      </tr>
    );
  };

  return (
    <div className={styles.scroller} ref={scroller} onKeyDown={onKeyDown} onClick={onClick}>
      <table
        role={filters.group === 'none' ? 'grid' : 'treegrid'}
        aria-label={text.title}
        aria-multiselectable
        aria-rowcount={items.length + 1}
        className={styles.table}
        style={{ minWidth: width }}
      >
        <colgroup>
          <col style={{ width: CHECK_WIDTH }} />
          {['id', ...columns].map((column) => (
            <col key={column} style={{ width: columnWidth(column) }} />
          ))}
        </colgroup>
        <TableHead columns={columns} sort={filters.sort} onSort={onSort} selection={selection} />
        <tbody role="rowgroup">
          <Spacer height={lines[0]?.start ?? 0} />
          {lines.map(({ index: at }) => lineOf(at))}
          <Spacer height={virtualizer.getTotalSize() - (lines.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the lines above or below the screen. */
function Spacer({ height }: { height: number }) {
  return height > 0 ? (
    <tr aria-hidden className={styles.spacer} style={{ height }}>
      <td style={{ height }} />
    </tr>
  ) : null;
}
