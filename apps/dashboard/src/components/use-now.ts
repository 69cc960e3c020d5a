import { useSyncExternalStore } from 'react';
import { useLostSince } from './connection/connection';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * The current second (Unix), one clock for all that show it; null on the server. It stands still while the server does
 * not answer, as nobody knows what goes on then.
 */
export function useNow(): number | null {
  const lostSince = useLostSince();
  const now = useSyncExternalStore(subscribe, currentSecond, () => null);
  return now !== null && lostSince !== null ? Math.floor(lostSince / 1000) : now;
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
