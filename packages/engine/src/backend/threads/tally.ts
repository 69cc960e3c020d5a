import type { Distribution } from '../../histograms';

/** Bits of a float32 below those that name its bin: the sign, the exponent, and three bits of the mantissa. */
const SHIFT = 20;
export const BINS = 2 ** (32 - SHIFT);
/** A bin of a negative value has this bit; the others count its magnitude. */
const NEGATIVE = BINS / 2;
/** The first bin, without its sign, of values that are infinite or NaN. */
const NOT_FINITE = 0x7f800000 >>> SHIFT;
/** Indices into a tally's sums. */
const Sum = { count: 0, zeros: 1, squares: 2, min: 3, max: 4, length: 5 } as const;
export const SUMS = Sum.length;

/**
 * Counts values in bins, eight per power of two, so that one pass without knowing the range is enough. Several tallies add up
 * to that of all their values.
 */
export class Tally {
  /**
   * @param bins [BINS]
   * @param sums [SUMS]
   */
  constructor(
    private readonly bins: Uint32Array,
    private readonly sums: Float64Array,
  ) {}

  clear(): void {
    this.bins.fill(0);
    this.sums.fill(0);
    this.sums[Sum.min] = Infinity;
    this.sums[Sum.max] = -Infinity;
  }

  add(values: Float32Array): void {
    const { bins, sums } = this;
    const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
    let zeros = 0;
    let squares = 0;
    let min = sums[Sum.min];
    let max = sums[Sum.max];
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      bins[bits[i] >>> SHIFT]++;
      squares += value * value;
      if (value === 0) zeros++;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    sums[Sum.count] += values.length;
    sums[Sum.zeros] += zeros;
    sums[Sum.squares] += squares;
    sums[Sum.min] = min;
    sums[Sum.max] = max;
  }

  /** The distribution of the values of all tallies. */
  static distribution(tallies: readonly Tally[]): Distribution {
    const bins = new Uint32Array(BINS);
    for (const tally of tallies) tally.bins.forEach((count, bin) => (bins[bin] += count));
    const total = (of: number) => tallies.reduce((sum, { sums }) => sum + sums[of], 0);
    const min = Math.min(...tallies.map(({ sums }) => sums[Sum.min]));
    const max = Math.max(...tallies.map(({ sums }) => sums[Sum.max]));
    const [p5, p25, p50, p75, p95] = percentiles(bins, [0.05, 0.25, 0.5, 0.75, 0.95]).map((value) =>
      Math.min(Math.max(value, min), max),
    );
    const count = total(Sum.count);
    const hasNumber = min <= max;
    return {
      count,
      zeros: total(Sum.zeros) / count,
      norm: Math.sqrt(total(Sum.squares)),
      min: hasNumber ? min : NaN,
      ...{ p5, p25, p50, p75, p95 },
      max: hasNumber ? max : NaN,
    };
  }
}

/** The values below which the shares of the finite values are, linear within a bin. */
function percentiles(bins: Uint32Array, shares: readonly number[]): number[] {
  const ordered = ORDER.filter((bin) => bins[bin] > 0);
  const finite = ordered.reduce((sum, bin) => sum + bins[bin], 0);
  return shares.map((share) => {
    let left = share * finite;
    for (const bin of ordered) {
      if (left <= bins[bin]) return valueIn(bin, left / bins[bin]);
      left -= bins[bin];
    }
    return NaN;
  });
}

/** The bins of finite values, from the lowest values to the highest. */
const ORDER: readonly number[] = [
  ...Array.from({ length: NOT_FINITE }, (_, i) => NEGATIVE + NOT_FINITE - 1 - i),
  ...Array.from({ length: NOT_FINITE }, (_, i) => i),
];

/** @param share of the way from the bin's lowest value to its highest */
function valueIn(bin: number, share: number): number {
  const magnitude = bin % NEGATIVE;
  // Zero, and what is too small for float32's full precision.
  if (magnitude === 0) return 0;
  const [low, high] = [magnitude, magnitude + 1].map(floatOf);
  return bin < NEGATIVE ? low + share * (high - low) : -(high - share * (high - low));
}

/** The lowest magnitude of a bin. */
function floatOf(magnitude: number): number {
  const bits = Uint32Array.of(magnitude << SHIFT);
  const [value] = new Float32Array(bits.buffer);
  // Where infinity begins, the last finite bin ends.
  return Math.min(value, 3.4028234663852886e38);
}
