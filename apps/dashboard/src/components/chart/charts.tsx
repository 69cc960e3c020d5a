'use client';

import { createContext, useContext, useEffect, useEffectEvent, useState } from 'react';
import type { ReactNode } from 'react';

/** Saves a chart; false if it has nothing to save. */
type Save = () => Promise<boolean>;

const ChartsContext = createContext<Set<Save>>(new Set());
/** Milliseconds between downloads: browsers drop some of many simultaneous ones. */
const PAUSE = 150;

/** Wraps charts that can be saved together. */
export function Charts({ children }: { children: ReactNode }) {
  const [saves] = useState(() => new Set<Save>());
  return <ChartsContext value={saves}>{children}</ChartsContext>;
}

/** Registers a chart to be saved with the others. */
export function useSavedWithOthers(save: Save): void {
  const saves = useContext(ChartsContext);
  const current = useEffectEvent(save);
  useEffect(() => {
    const one = () => current();
    saves.add(one);
    return () => void saves.delete(one);
  }, [saves]);
}

/** Saves every chart inside `Charts`, one after the other; returns how many had something to save. */
export function useSaveCharts(): () => Promise<number> {
  const saves = useContext(ChartsContext);
  return async () => {
    let saved = 0;
    for (const save of [...saves]) {
      if (!(await save())) continue;
      saved += 1;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    return saved;
  };
}
