'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Item } from './items';

const ROW_HEIGHT = 33;
/** Height of the sticky table head with titles of three lines. */
const HEAD_HEIGHT = 52;
/** Assumed until the browser's size is known, and on the server. */
const USUAL_SCREEN = { width: 1440, height: 900 };
/** Rows mounted above and below the screen. */
const OVERSCAN = 8;

/**
 * Mounts only the rows of the table that are on screen, and keeps one of them active: the one that Tab leads to and
 * that the arrow keys start from. `onVisible` is called with the first and the last mounted row.
 */
export function useVisibleRows(items: readonly Item[], onVisible: (first: number, last: number) => void) {
  const scroller = useRef<HTMLDivElement>(null);
  const [chosen, setActive] = useState(0);
  const active = Math.min(chosen, items.length - 1);
  const focusNext = useRef(false);

  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => items[index].key,
    initialRect: USUAL_SCREEN,
    overscan: OVERSCAN,
    scrollPaddingEnd: HEAD_HEIGHT,
  });
  const rows = virtualizer.getVirtualItems();
  const [first, last] = [rows[0]?.index ?? 0, rows.at(-1)?.index ?? 0];
  const { startIndex, endIndex } = virtualizer.range ?? { startIndex: 0, endIndex: 0 };

  const tellVisible = useEffectEvent(onVisible);
  // Also if other rows have taken the same places, such as after unfolding a group.
  useEffect(() => tellVisible(first, last), [first, last, items]);

  // A row has to be scrolled to and perhaps fetched before it can have the focus.
  useEffect(() => {
    if (!focusNext.current) return;
    const row = rowAt(scroller.current, active);
    row?.focus({ preventScroll: true });
    focusNext.current = !row;
  }, [active, first, last, items]);

  // A screen that has become lower must not hide the row in focus.
  const keepInSight = useEffectEvent(() => {
    if (document.activeElement?.matches('tr[data-index]')) virtualizer.scrollToIndex(active);
  });
  const height = virtualizer.scrollRect?.height;
  useEffect(() => keepInSight(), [height]);

  const moveTo = (index: number) => {
    focusNext.current = true;
    setActive(index);
    virtualizer.scrollToIndex(index);
    rowAt(scroller.current, index)?.focus({ preventScroll: true });
  };

  return {
    scroller,
    rows,
    active,
    setActive,
    /** Makes a row the active one and focuses it. */
    moveTo,
    measure: virtualizer.measureElement,
    /** Rows on a screen, but for one that stays in sight when the screen turns. */
    perScreen: Math.max(1, endIndex - startIndex),
    /** CSS pixels of the rows that are not mounted. */
    above: rows[0]?.start ?? 0,
    below: virtualizer.getTotalSize() - (rows.at(-1)?.end ?? 0),
  };
}

function rowAt(table: HTMLElement | null, index: number): HTMLElement | null {
  return table?.querySelector<HTMLElement>(`tr[role="row"][data-index="${index}"]`) ?? null;
}
