'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { changeSelectedIds, useSelectedIds } from './selected-ids';

export interface Selection {
  ids: ReadonlySet<string>;
  /** Number of selected runs that don't match the filters. */
  unlisted: number;
  /** Whether all, some or none of the matching runs are selected. */
  ofListed: boolean | 'some';
  /** Whether all, some or none of these runs are selected. */
  has: (runs: readonly string[]) => boolean | 'some';
  /** Selects the runs or, if all are selected, deselects them; `on` forces one. */
  toggle: (runs: readonly string[], on?: boolean) => void;
  /** The same for all matching runs. */
  toggleListed: () => void;
  clear: () => void;
  drop: (ids: readonly string[]) => void;
}

const NONE: readonly string[] = [];

/** The selection. `listed`: the query for the ids of all matching runs. */
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
