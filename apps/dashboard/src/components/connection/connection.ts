import { useSyncExternalStore } from 'react';
import { API_ROOT } from '#api/links';

/** Milliseconds between two questions to the server, and for an answer: a lost server is noticed within both. */
const ASK_EVERY = 1_500;
const ANSWER_WITHIN = 3_000;

const listeners = new Set<() => void>();
/** Unix milliseconds of the server's last answer, while there is no other; null while it answers. */
let lostSince: number | null = null;
let answeredAt = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let isAsking = false;

/**
 * Since when the server has not answered (Unix milliseconds); null while it answers.
 *
 * A page on screen asks it by short requests, as a browser keeps six connections to a server for all its tabs: another
 * stream for every tab would use them up.
 */
export function useLostSince(): number | null {
  return useSyncExternalStore(
    subscribe,
    () => lostSince,
    () => null,
  );
}

/** Asks at once: something has failed that a lost server would explain. */
export function checkConnection(): void {
  if (listeners.size > 0 && !isAsking) void ask();
}

/** The server has said that it ends. */
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
    // A proxy answers 502 to 504 for a server that is gone.
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
