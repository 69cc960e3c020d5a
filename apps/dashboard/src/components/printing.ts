import { useEffect, useSyncExternalStore } from 'react';

let printing = false;

/** Whether the page is being printed. What a component then renders is on the paper, but effects may not wait for a frame. */
export function usePrinting(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => printing,
    () => false,
  );
}

function subscribe(notify: () => void): () => void {
  const set = ({ type }: Event) => {
    printing = type === 'beforeprint';
    notify();
  };
  window.addEventListener('beforeprint', set);
  window.addEventListener('afterprint', set);
  return () => {
    window.removeEventListener('beforeprint', set);
    window.removeEventListener('afterprint', set);
  };
}

/** Prints in light colors: browsers leave out dark backgrounds. */
export function usePrintInLight(): void {
  const isPrinting = usePrinting();
  useEffect(() => {
    if (!isPrinting) return;
    const { dataset } = document.documentElement;
    const { theme } = dataset;
    dataset.theme = 'light';
    return () => {
      if (theme === undefined) delete dataset.theme;
      else dataset.theme = theme;
    };
  }, [isPrinting]);
}
