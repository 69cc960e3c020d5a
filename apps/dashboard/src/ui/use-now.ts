import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** The second that it is (Unix), anew each second: one clock for all that show it; null on the server. */
export function useNow(): number | null {
  return useSyncExternalStore(subscribe, currentSecond, () => null);
}

function subscribe(notify: () => void): () => void {
  if (listeners.size === 0) timer = setInterval(() => listeners.forEach((tell) => tell()), 1000);
  listeners.add(notify);
  return () => {
    listeners.delete(notify);
    if (listeners.size === 0) clearInterval(timer);
  };
}

function currentSecond(): number {
  return Math.floor(Date.now() / 1000);
}
