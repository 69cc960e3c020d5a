/** An axis among others, and whether its low end is on top. */
export interface ArrangedAxis {
  key: string;
  isFlipped: boolean;
}

/** In the URL, this precedes the key of a flipped axis. */
const FLIPPED = '-';

/** The axes in the order that the URL asks for, then the others; what it names besides is ignored. */
export function arrange(keys: readonly string[], asked: readonly string[]): ArrangedAxis[] {
  const parsed = asked.map((text) =>
    text.startsWith(FLIPPED)
      ? { key: text.slice(FLIPPED.length), isFlipped: true }
      : { key: text, isFlipped: false },
  );
  const wanted = parsed.filter(
    ({ key }, i) => keys.includes(key) && parsed.findIndex((other) => other.key === key) === i,
  );
  const others = keys.filter((key) => !wanted.some((axis) => axis.key === key));
  return [...wanted, ...others.map((key) => ({ key, isFlipped: false }))];
}

/** What `arrange` reads. */
export function writeArrangement(axes: readonly ArrangedAxis[]): string[] {
  return axes.map(({ key, isFlipped }) => (isFlipped ? FLIPPED + key : key));
}

/** With the axis at `from` so many places further right, or left if negative; the ends stop it. */
export function withMoved(axes: readonly ArrangedAxis[], from: number, by: number): ArrangedAxis[] {
  const to = Math.min(axes.length - 1, Math.max(0, from + by));
  return axes.toSpliced(from, 1).toSpliced(to, 0, axes[from]);
}

/** With the axis at `place` upside down. */
export function withFlipped(axes: readonly ArrangedAxis[], place: number): ArrangedAxis[] {
  return axes.map((axis, i) => (i === place ? { ...axis, isFlipped: !axis.isFlipped } : axis));
}
