'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { changeSelectedIds, useSelectedIds } from './selected-ids';

export interface Selection {
  ids: ReadonlySet<string>;
  /** How many of these runs are not among those that match. */
  unlisted: number;
  /** Of the runs that match: whether all, none or some are selected. */
  ofListed: boolean | 'some';
  /** Of these runs: all, none or some. */
  has: (runs: readonly string[]) => boolean | 'some';
  /** Selects the runs, or leaves them where all are selected; `on` says which. */
  toggle: (runs: readonly string[], on?: boolean) => void;
  /** The same for all that match. */
  toggleListed: () => void;
  clear: () => void;
  drop: (ids: readonly string[]) => void;
}

const NONE: readonly string[] = [];

/** Which runs are selected. `listed`: the query for the ids of all that match. */
export function useSelection(listed: {
  queryKey: readonly unknown[];
  queryFn: () => Promise<string[]>;
}): Selection {
  const ids = useSelectedIds();
  const { data, refetch } = useQuery({
    ...listed,
    enabled: ids.size > 0,
    placeholderData: keepPreviousData,
  });

  return useMemo(() => {
    const has = (runs: readonly string[]) => {
      const selected = runs.filter((id) => ids.has(id)).length;
      return selected === 0 ? false : selected === runs.length || 'some';
    };
    const drop = (gone: readonly string[]) => {
      const left = new Set(gone);
      changeSelectedIds((before) => before.filter((id) => !left.has(id)));
    };
    const toggle = (runs: readonly string[], on = has(runs) !== true) => {
      if (on) changeSelectedIds((before) => [...before, ...runs]);
      else drop(runs);
    };
    return {
      ids,
      unlisted: data ? ids.size - data.filter((id) => ids.has(id)).length : 0,
      ofListed: has(data ?? NONE),
      has,
      toggle,
      toggleListed: () => void refetch().then(({ data = NONE }) => toggle(data)),
      clear: () => changeSelectedIds(() => NONE),
      drop,
    };
  }, [ids, data, refetch]);
}
