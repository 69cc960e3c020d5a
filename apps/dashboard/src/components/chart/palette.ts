/** A color for a light and for a dark background. */
export interface Color {
  light: string;
  dark: string;
}

/**
 * Colors for all kinds of color vision, after Okabe and Ito, adjusted to a contrast of 3:1 with the background of each
 * theme.
 */
export const PALETTE: readonly Color[] = [
  { light: '#0067b0', dark: '#5cb8f0' },
  { light: '#d04a00', dark: '#ff9a57' },
  { light: '#00805c', dark: '#38d3a2' },
  { light: '#a63d8f', dark: '#f29ad3' },
  { light: '#7a6500', dark: '#e8d04a' },
  { light: '#4b35a8', dark: '#b0a3ff' },
  { light: '#8c1d3f', dark: '#f5788f' },
  { light: '#565b61', dark: '#b9bec5' },
];

const DASHES = [undefined, [7, 4], [2, 3]];

/** The style of the n-th curve: the colors solid, then dashed, then dotted. */
export function curveStyle(index: number): { color: Color; dash: number[] | undefined } {
  return {
    color: PALETTE[index % PALETTE.length],
    dash: DASHES[Math.floor(index / PALETTE.length) % DASHES.length],
  };
}

/** For CSS, which selects by theme. */
export function cssColor({ light, dark }: Color): string {
  return `light-dark(${light}, ${dark})`;
}
