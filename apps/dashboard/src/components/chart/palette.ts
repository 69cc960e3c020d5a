/** What a curve can stand for; each has a hue in colors.css. */
type Role =
  | 'train'
  | 'validation'
  | 'test'
  | 'target'
  | 'output'
  | 'forecast'
  | 'baseline'
  | 'positive'
  | 'negative'
  | 'reference';

/** A CSS color that follows the theme. A canvas needs `Ink.resolve`. */
export type Color = `var(--${Role})` | `var(--curve-${number})`;

export function roleColor(role: Role): Color {
  return `var(--${role})`;
}

/** Colors in colors.css for curves without a role. */
const CURVES = 8;
const DASHES = [undefined, [7, 4], [2, 3]];

/** The style of the n-th curve without a role: the colors solid, then dashed, then dotted. */
export function curveStyle(index: number): { color: Color; dash: number[] | undefined } {
  return {
    color: `var(--curve-${(index % CURVES) + 1})`,
    dash: DASHES[Math.floor(index / CURVES) % DASHES.length],
  };
}
