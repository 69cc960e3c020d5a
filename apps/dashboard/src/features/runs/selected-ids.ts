'use client';

import { useMemo, useSyncExternalStore } from 'react';

const NAME = 'rnn-lab.selection';
const listeners = new Set<() => void>();

/** The ids of the selected runs, kept in sessionStorage: they survive navigation and reload. */
export function useSelectedIds(): ReadonlySet<string> {
  const kept = useSyncExternalStore(subscribe, read, () => '[]');
  return useMemo(() => new Set(JSON.parse(kept) as string[]), [kept]);
}

export function changeSelectedIds(change: (before: string[]) => Iterable<string>): void {
  const after = new Set(change(JSON.parse(read()) as string[]));
  sessionStorage.setItem(NAME, JSON.stringify([...after]));
  listeners.forEach((notify) => notify());
}

function read(): string {
  return sessionStorage.getItem(NAME) ?? '[]';
}

function subscribe(notify: () => void): () => void {
  listeners.add(notify);
  return () => listeners.delete(notify);
}
