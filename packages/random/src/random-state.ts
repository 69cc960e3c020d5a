import { mersenne, mersenneFromState } from 'pure-rand/generator/mersenne';
import type { JumpableRandomGenerator } from 'pure-rand/types/JumpableRandomGenerator';

import { log } from './log';
import { checkSeed } from './seed';

/** NumPy's `size`: a number of values, or a shape whose product is that number. */
export type Size = number | readonly number[];

/** The state of a RandomState. Unchanged by a round trip through JSON. */
export interface RandomStateSnapshot {
  generator: 'MT19937';
  /** The position in MT19937's 624 words, then the words as signed 32-bit integers. */
  state: number[];
  /** The second value of the last pair of normal deviates, if it has not been returned yet. */
  gauss: number | null;
}

type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

const TWO_TO_32 = 2 ** 32;
const SNAPSHOT_LENGTH = 625;

/**
 * NumPy's legacy generator `numpy.random.RandomState` (MT19937), bit for bit: the same seed and the same calls return the same
 * numbers (`normal`: those of NumPy on Linux; C libraries of other systems occasionally round the logarithm differently).
 * Without a size, a method returns one number; with one, a flat array in row-major order.
 */
export class RandomState {
  private twister: JumpableRandomGenerator;
  private gauss: number | null = null;

  /**
   * @param seed integer in 0 … 2³²−1
   * @throws RangeError for any other seed
   */
  constructor(seed: number) {
    checkSeed(seed);
    this.twister = mersenne(seed);
  }

  /** `RandomState.rand`: uniform in [0, 1), the shape as separate arguments. */
  rand(): number;
  /** As many values as the shape has elements, in row-major order. */
  rand(...shape: number[]): Float64Array;
  rand(...shape: number[]): number | Float64Array {
    return shape.length === 0 ? this.double() : this.randomSample(shape);
  }

  /** `RandomState.random_sample`: uniform in [0, 1), with 53 random bits. */
  randomSample(): number;
  /** As many values as the shape has elements, in row-major order. */
  randomSample(size: Size): Float64Array;
  randomSample(size?: Size): number | Float64Array {
    return draw(size, () => this.double());
  }

  /**
   * `RandomState.uniform`: uniform in [low, high).
   *
   * @throws RangeError if high − low is not finite
   */
  uniform(low?: number, high?: number): number;
  /** As many values as the shape has elements, in row-major order. */
  uniform(low: number, high: number, size: Size): Float64Array;
  uniform(low = 0, high = 1, size?: Size): number | Float64Array {
    const range = high - low;
    if (!Number.isFinite(range)) {
      throw new RangeError(`uniform: high - low must be finite, but low is ${low} and high ${high}.`);
    }
    return draw(size, () => low + range * this.double());
  }

  /**
   * `RandomState.normal`: mean `loc`, standard deviation `scale`, by Marsaglia's polar method, which generates two values at a
   * time and keeps the second for the next call.
   *
   * @throws RangeError if scale is negative
   */
  normal(loc?: number, scale?: number): number;
  /** As many values as the shape has elements, in row-major order. */
  normal(loc: number, scale: number, size: Size): Float64Array;
  normal(loc = 0, scale = 1, size?: Size): number | Float64Array {
    if (!(scale >= 0)) {
      throw new RangeError(`normal: scale must not be negative, but it is ${scale}.`);
    }
    return draw(size, () => loc + scale * this.standardNormal());
  }

  /**
   * `RandomState.randint` with its default type: integers in [low, high), or in [0, low) without high. The array is an
   * Int32Array if every possible value fits, else a Float64Array.
   *
   * @throws RangeError unless both are safe integers, low < high, and high − low is safe too
   */
  randint(low: number, high?: number): number;
  /** As many values as the shape has elements, in row-major order. */
  randint(low: number, high: number, size: Size): Int32Array | Float64Array;
  randint(low: number, high?: number, size?: Size): number | Int32Array | Float64Array {
    const [first, end] = high === undefined ? [0, low] : [low, high];
    if (![first, end, end - first].every(Number.isSafeInteger) || first >= end) {
      throw new RangeError(
        `randint: low must be less than high, both integers below 2^53, not ${first} and ${end}.`,
      );
    }
    const last = end - 1;
    const next = () => first + this.interval(last - first);
    if (size === undefined) {
      return next();
    }
    const fitsInt32 = first === (first | 0) && last === (last | 0);
    return fill(fitsInt32 ? new Int32Array(count(size)) : new Float64Array(count(size)), next);
  }

  /** `RandomState.shuffle`: shuffles a plain or typed array in place. */
  shuffle(array: unknown[] | TypedArray): void {
    for (let i = array.length - 1; i > 0; i--) {
      const j = this.interval(i);
      const kept = array[i];
      array[i] = array[j];
      array[j] = kept;
    }
  }

  /** `RandomState.permutation`: the integers 0 … n−1, shuffled. */
  permutation(n: number): Int32Array;
  /** A copy of the array, shuffled. */
  permutation<T>(array: readonly T[]): T[];
  /** A copy of the array, shuffled. */
  permutation<A extends TypedArray>(array: A): A;
  permutation(what: number | readonly unknown[] | TypedArray): unknown[] | TypedArray {
    const shuffled =
      typeof what === 'number' ? Int32Array.from({ length: count(what) }, (_, i) => i) : what.slice();
    this.shuffle(shuffled);
    return shuffled;
  }

  /** `RandomState.get_state`, in this package's format. */
  getState(): RandomStateSnapshot {
    return { generator: 'MT19937', state: [...this.twister.getState()], gauss: this.gauss };
  }

  /**
   * `RandomState.set_state`: continues exactly where `getState` was called.
   *
   * @throws RangeError if the argument isn't a snapshot
   */
  setState(snapshot: RandomStateSnapshot): void {
    checkSnapshot(snapshot);
    this.twister = mersenneFromState(snapshot.state);
    this.gauss = snapshot.gauss;
  }

  private double(): number {
    const high = this.twister.next() >>> 5;
    const low = this.twister.next() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  private standardNormal(): number {
    if (this.gauss !== null) {
      const kept = this.gauss;
      this.gauss = null;
      return kept;
    }
    let x1: number;
    let x2: number;
    let squared: number;
    do {
      x1 = 2 * this.double() - 1;
      x2 = 2 * this.double() - 1;
      squared = x1 * x1 + x2 * x2;
    } while (squared >= 1 || squared === 0);
    const factor = Math.sqrt((-2 * log(squared)) / squared);
    this.gauss = factor * x1;
    return factor * x2;
  }

  /** NumPy's `random_interval`: an integer in 0 … max, by masking and rejection. */
  private interval(max: number): number {
    if (max === 0) {
      return 0;
    }
    let value: number;
    if (max < TWO_TO_32) {
      const mask = 0xffffffff >>> Math.clz32(max);
      do {
        value = (this.twister.next() & mask) >>> 0;
      } while (value > max);
      return value;
    }
    const mask = 0xffffffff >>> Math.clz32(Math.floor(max / TWO_TO_32));
    do {
      const high = (this.twister.next() & mask) >>> 0;
      value = high * TWO_TO_32 + (this.twister.next() >>> 0);
    } while (value > max);
    return value;
  }
}

function draw(size: Size | undefined, next: () => number): number | Float64Array {
  return size === undefined ? next() : fill(new Float64Array(count(size)), next);
}

function fill<A extends Int32Array | Float64Array>(array: A, next: () => number): A {
  for (let i = 0; i < array.length; i++) {
    array[i] = next();
  }
  return array;
}

function count(size: Size): number {
  const shape = typeof size === 'number' ? [size] : size;
  if (!shape.every((dimension) => Number.isSafeInteger(dimension) && dimension >= 0)) {
    throw new RangeError(`A size must consist of integers from 0 up, not ${shape.join(' × ')}.`);
  }
  return shape.reduce((product, dimension) => product * dimension, 1);
}

function checkSnapshot(snapshot: RandomStateSnapshot): void {
  const { generator, state, gauss } = snapshot;
  const valid =
    generator === 'MT19937' &&
    Array.isArray(state) &&
    state.length === SNAPSHOT_LENGTH &&
    state.every((word) => word === (word | 0)) &&
    state[0] >= 0 &&
    state[0] < SNAPSHOT_LENGTH - 1 &&
    (gauss === null || Number.isFinite(gauss));
  if (!valid) {
    throw new RangeError(
      'This is not a random state from getState: save the state again, or start from a seed.',
    );
  }
}
