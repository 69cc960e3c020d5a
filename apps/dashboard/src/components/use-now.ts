import { useSyncExternalStore } from 'react';
import { useLostSince } from './connection/connection';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * The current Unix time in seconds, one clock for all components; null on the server. It stops while the server doesn't
 * respond, because the runs' state is unknown then.
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
