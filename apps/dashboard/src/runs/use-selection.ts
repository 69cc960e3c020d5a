'use client';

import { useCallback, useMemo, useState } from 'react';

export interface Selection {
  ids: ReadonlySet<string>;
  /** Whether all runs that match are selected. */
  isAll: boolean;
  /** Of these runs: all, none or some. */
  has: (runs: readonly string[]) => boolean | 'some';
  /** Selects the runs, or leaves them where all are selected; `on` says which. */
  toggle: (runs: readonly string[], on?: boolean) => void;
  toggleAll: () => void;
  clear: () => void;
  drop: (ids: readonly string[]) => void;
}

/** Which runs are selected. `fetchAll` gives the ids of all that match, `total` their number. */
export function useSelection(total: number, fetchAll: () => Promise<string[]>): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const clear = useCallback(() => setIds(new Set()), []);
  const isAll = total > 0 && ids.size >= total;

  return useMemo(() => {
    const has = (runs: readonly string[]) => {
      const selected = runs.filter((id) => ids.has(id)).length;
      return selected === 0 ? false : selected === runs.length || 'some';
    };
    const toggle = (runs: readonly string[], on = has(runs) !== true) => {
      setIds((before) => {
        const after = new Set(before);
        for (const id of runs) {
          if (on) after.add(id);
          else after.delete(id);
        }
        return after;
      });
    };
    const toggleAll = () => {
      if (isAll) clear();
      else void fetchAll().then((all) => setIds(new Set(all)));
    };
    const drop = (gone: readonly string[]) =>
      setIds((before) => new Set([...before].filter((id) => !gone.includes(id))));
    return { ids, isAll, has, toggle, toggleAll, clear, drop };
  }, [ids, isAll, fetchAll, clear]);
}
