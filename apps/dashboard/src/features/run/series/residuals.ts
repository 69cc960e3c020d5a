/** A histogram with bins of equal width. */
export interface Histogram {
  /** The middle of each bin. */
  centers: number[];
  counts: number[];
  width: number;
}

/** Bins of a round width, about as many as Sturges' rule suggests; zero is never inside a bin. Empty without values. */
export function histogramOf(values: readonly number[]): Histogram {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return { centers: [], counts: [], width: 0 };
  const low = finite.reduce((a, b) => Math.min(a, b));
  const high = finite.reduce((a, b) => Math.max(a, b));
  const width = roundWidth((high - low) / (Math.log2(finite.length) + 1)) || 1;
  const first = Math.floor(low / width);
  const counts = new Array<number>(Math.floor(high / width) - first + 1).fill(0);
  for (const value of finite) counts[Math.floor(value / width) - first] += 1;
  return { centers: counts.map((_, i) => (first + i + 0.5) * width), counts, width };
}

/** `width` rounded to 1, 2 or 5 times a power of ten. */
function roundWidth(width: number): number {
  if (width <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(width));
  const digit = [5, 2, 1].find((each) => each * power <= width) ?? 1;
  return digit * power;
}
