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
  /** Any CSS color of the page as `rgb(…)`. */
  resolve(color: string): string;
}

export function inkOf(element: HTMLElement): Ink {
  const resolve = (color: string) => {
    const probe = element.appendChild(document.createElement('span'));
    probe.style.color = color;
    const { color: resolved } = getComputedStyle(probe);
    probe.remove();
    return resolved;
  };
  return {
    text: resolve('var(--text)'),
    quiet: resolve('var(--quiet)'),
    line: resolve('var(--line)'),
    background: resolve('var(--background)'),
    font: `12px ${getComputedStyle(element).fontFamily}`,
    resolve,
  };
}

/** A resolved color with an opacity from 0 to 1. */
export function translucent(rgb: string, opacity: number): string {
  return rgb.replace(/^rgb\((.*)\)$/, (_, channels: string) => `rgba(${channels}, ${opacity})`);
}
