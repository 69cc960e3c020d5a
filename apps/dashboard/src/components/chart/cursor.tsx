'use client';

import { createContext, useContext, useId, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { XAxis } from './ticks';

/** A position on one kind of x axis, and the chart in which the reader points at it. */
interface Pointed {
  chart: string;
  xAxis: XAxis;
  x: number;
}

interface SharedCursor {
  pointed: Pointed | null;
  setPointed(change: (before: Pointed | null) => Pointed | null): void;
}

const CursorContext = createContext<SharedCursor | null>(null);

/** Wraps charts that show the same position at the same time. */
export function CommonCursor({ children }: { children: ReactNode }) {
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const shared = useMemo(() => ({ pointed, setPointed }), [pointed]);
  return <CursorContext value={shared}>{children}</CursorContext>;
}

export interface ChartCursor {
  /** null if nothing of this x axis is pointed at. */
  x: number | null;
  /** Whether the reader points in another chart. */
  isForeign: boolean;
  /** null: the reader no longer points in this chart. */
  point(x: number | null): void;
}

/** A chart's cursor, which is that of all charts inside the same `CommonCursor`. */
export function useCursor(xAxis: XAxis): ChartCursor {
  const chart = useId();
  const [own, setOwn] = useState<Pointed | null>(null);
  const shared = useContext(CursorContext);
  const { pointed, setPointed } = shared ?? { pointed: own, setPointed: setOwn };
  return {
    // Invalid for another x axis.
    x: pointed?.xAxis === xAxis ? pointed.x : null,
    isForeign: pointed !== null && pointed.chart !== chart,
    point: (x) =>
      setPointed((before) => {
        if (x === null) return before?.chart === chart ? null : before;
        const isSame = before?.chart === chart && before.xAxis === xAxis && before.x === x;
        return isSame ? before : { chart, xAxis, x };
      }),
  };
}
