/** Space beyond the outermost points, as a part of their distance. */
const PADDING = 0.06;

/** Limits of an axis around points, so that none is on its edge; on a log scale they have one digit. undefined without points. */
export function paddedRange(values: readonly number[], log: boolean): readonly [number, number] | undefined {
  if (values.length === 0) return undefined;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (log) {
    const factor = low === high ? 2 : (high / low) ** PADDING;
    return [oneDigit(low / factor, Math.floor), oneDigit(high * factor, Math.ceil)];
  }
  const space = low === high ? Math.abs(low) / 2 || 0.5 : PADDING * (high - low);
  return [low - space, high + space];
}

function oneDigit(value: number, round: (digit: number) => number): number {
  const exponent = Math.floor(Math.log10(value));
  return Number(`${round(value / 10 ** exponent)}e${exponent}`);
}
