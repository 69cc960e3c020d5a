import { useSyncExternalStore } from 'react';
import type { RefObject } from 'react';

/** Shows an element on the whole screen. Not every browser can: iPhones can't. */
export function useFullScreen(element: RefObject<HTMLElement | null>) {
  const isFull = useSyncExternalStore(
    subscribe,
    () => document.fullscreenElement !== null && document.fullscreenElement === element.current,
    () => false,
  );
  const isPossible = useSyncExternalStore(
    subscribe,
    () => document.fullscreenEnabled,
    () => true,
  );
  async function toggle(): Promise<void> {
    if (isFull) await document.exitFullscreen();
    else await element.current?.requestFullscreen();
  }
  return { isFull, isPossible, toggle };
}

function subscribe(notify: () => void): () => void {
  document.addEventListener('fullscreenchange', notify);
  return () => document.removeEventListener('fullscreenchange', notify);
}
