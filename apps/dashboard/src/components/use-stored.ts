import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

/** A preference in localStorage, shared by all components with the same key. */
export function useStored(key: string, initial: string): [string, (value: string) => void] {
  const name = `rnn-lab.${key}`;
  const value = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(name) ?? initial,
    () => initial,
  );
  function store(changed: string) {
    localStorage.setItem(name, changed);
    listeners.forEach((notify) => notify());
  }
  return [value, store];
}

function subscribe(notify: () => void): () => void {
  listeners.add(notify);
  window.addEventListener('storage', notify);
  return () => {
    listeners.delete(notify);
    window.removeEventListener('storage', notify);
  };
}
