import { useSyncExternalStore } from 'react';
import { API_ROOT } from '#api/links';

/** Milliseconds between health checks, and the timeout of one: a lost server is noticed within their sum. */
export const ASK_EVERY = 1_500;
export const ANSWER_WITHIN = 3_000;

const listeners = new Set<() => void>();
/** Unix milliseconds of the last response before the connection was lost; null while the server responds. */
let lostSince: number | null = null;
let answeredAt = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let isAsking = false;

/**
 * Unix milliseconds since which the server has not responded; null while it responds.
 *
 * A visible page polls with short requests: one more event stream per tab would use up the six connections that a browser
 * allows per server.
 */
export function useLostSince(): number | null {
  return useSyncExternalStore(
    subscribe,
    () => lostSince,
    () => null,
  );
}

/** Checks at once, after a failure that a lost server would explain. */
export function checkConnection(): void {
  if (listeners.size > 0 && !isAsking) void ask();
}

/** The server has announced that it is shutting down. */
export function connectionEnds(): void {
  if (listeners.size > 0) set(false);
}

function subscribe(notify: () => void): () => void {
  listeners.add(notify);
  if (listeners.size === 1) {
    answeredAt = Date.now();
    document.addEventListener('visibilitychange', checkConnection);
    void ask();
  }
  return () => {
    listeners.delete(notify);
    if (listeners.size > 0) return;
    document.removeEventListener('visibilitychange', checkConnection);
    clearTimeout(timer);
    lostSince = null;
  };
}

async function ask(): Promise<void> {
  clearTimeout(timer);
  if (document.visibilityState === 'visible') {
    isAsking = true;
    set(await isAnswered());
    isAsking = false;
  }
  if (listeners.size > 0) timer = setTimeout(() => void ask(), ASK_EVERY);
}

async function isAnswered(): Promise<boolean> {
  try {
    const init: RequestInit = { cache: 'no-store', signal: AbortSignal.timeout(ANSWER_WITHIN) };
    // A proxy responds with 502 to 504 if the server is gone.
    return (await fetch(`${API_ROOT}/health`, init)).status < 500;
  } catch {
    return false;
  }
}

function set(isThere: boolean): void {
  const before = lostSince;
  if (isThere) answeredAt = Date.now();
  lostSince = isThere ? null : (lostSince ?? answeredAt);
  if (lostSince !== before) listeners.forEach((notify) => notify());
}
