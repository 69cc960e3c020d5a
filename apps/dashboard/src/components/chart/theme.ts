import { useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark';

/** The current theme, for drawing on a canvas; everything else uses CSS. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme, () => 'light');
}

function currentTheme(): Theme {
  const { theme } = document.documentElement.dataset;
  if (theme === 'light' || theme === 'dark') return theme;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function subscribe(onChange: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', onChange);
  const chosen = new MutationObserver(onChange);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    system.removeEventListener('change', onChange);
    chosen.disconnect();
  };
}

/** An element's computed colors and font, for a canvas. */
export interface Ink {
  text: string;
  quiet: string;
  line: string;
  background: string;
  font: string;
}

export function inkOf(element: HTMLElement): Ink {
  const probe = element.appendChild(document.createElement('span'));
  const resolve = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const ink = {
    text: resolve('--text'),
    quiet: resolve('--quiet'),
    line: resolve('--line'),
    background: resolve('--background'),
    font: `12px ${getComputedStyle(element).fontFamily}`,
  };
  probe.remove();
  return ink;
}
