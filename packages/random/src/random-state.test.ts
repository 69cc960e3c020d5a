import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { RandomState } from './random-state';
import type { RandomStateSnapshot } from './random-state';

interface Call {
  method: string;
  args: unknown[];
  length: number;
  head: number[];
  sha256: string;
}

const figures: { numpy: string; streams: { seed: number; calls: Call[] }[] } = JSON.parse(
  readFileSync(join(__dirname, '../test/numpy_figures.json'), 'utf8'),
);

const METHODS: Record<string, 'rand' | 'randomSample' | 'uniform' | 'normal' | 'randint' | 'permutation'> = {
  rand: 'rand',
  random_sample: 'randomSample',
  uniform: 'uniform',
  normal: 'normal',
  randint: 'randint',
  permutation: 'permutation',
};

function perform(random: RandomState, { method, args }: Call): Float64Array {
  if (method === 'shuffle') {
    const shuffled = Float64Array.from({ length: args[0] as number }, (_, i) => i);
    random.shuffle(shuffled);
    return shuffled;
  }
  const called = random[METHODS[method]] as (...args: unknown[]) => number | ArrayLike<number>;
  const result = called.apply(random, args);
  return typeof result === 'number' ? Float64Array.of(result) : Float64Array.from(result);
}

function summary(values: Float64Array) {
  const sha256 = createHash('sha256').update(new Uint8Array(values.buffer)).digest('hex');
  return { length: values.length, head: [...values.subarray(0, 4)], sha256 };
}

function expected({ length, head, sha256 }: Call) {
  return { length, head, sha256 };
}

const throughJson = (snapshot: RandomStateSnapshot): RandomStateSnapshot =>
  JSON.parse(JSON.stringify(snapshot));

describe(`RandomState against NumPy ${figures.numpy}`, () => {
  test.each(figures.streams)('seed $seed: every call of the stream, bit for bit', ({ seed, calls }) => {
    const random = new RandomState(seed);
    for (const call of calls) {
      expect({ call: call.method, ...summary(perform(random, call)) }).toEqual({
        call: call.method,
        ...expected(call),
      });
    }
  });

  test.each(figures.streams)(
    'seed $seed: the same when saved and restored before every call',
    ({ seed, calls }) => {
      let snapshot = new RandomState(seed).getState();
      for (const call of calls) {
        const random = new RandomState(7);
        random.normal();
        random.setState(throughJson(snapshot));
        expect(summary(perform(random, call))).toEqual(expected(call));
        snapshot = random.getState();
      }
    },
  );
});

test('a snapshot keeps the second value of a pair of normal deviates', () => {
  const random = new RandomState(3);
  random.normal();
  const snapshot = random.getState();
  const second = random.normal();
  expect(snapshot.gauss).toBe(second);
  const restored = new RandomState(0);
  restored.setState(throughJson(snapshot));
  expect([restored.normal(), restored.normal()]).toEqual([second, random.normal()]);
});

test('a snapshot can be restored at any position of the generator', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 32 - 1), fc.nat(1300), (seed, drawn) => {
      const random = new RandomState(seed);
      random.randomSample(drawn);
      const restored = new RandomState(0);
      restored.setState(throughJson(random.getState()));
      expect(restored.randomSample(700)).toEqual(random.randomSample(700));
    }),
    { numRuns: 30 },
  );
});

test('a snapshot does not change when its generator continues', () => {
  const random = new RandomState(1);
  const snapshot = random.getState();
  const copy = throughJson(snapshot);
  random.randomSample(1000);
  expect(snapshot).toEqual(copy);
});

test('permutation does not change its argument, and returns its type', () => {
  const typed = Uint16Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
  const permuted = new RandomState(5).permutation(typed);
  expect(permuted).toBeInstanceOf(Uint16Array);
  expect([...typed]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect([...permuted].sort()).toEqual([...typed]);
  expect([...permuted]).not.toEqual([...typed]);
});

test('shuffles typed and plain arrays alike', () => {
  const typed = Float32Array.from({ length: 100 }, (_, i) => i);
  const plain = Array.from(typed, String);
  new RandomState(9).shuffle(typed);
  new RandomState(9).shuffle(plain);
  expect(plain).toEqual(Array.from(typed, String));
});

test('randint returns an Int32Array exactly if every possible value fits', () => {
  const random = new RandomState(0);
  expect(random.randint(-(2 ** 31), 2 ** 31, 1)).toBeInstanceOf(Int32Array);
  expect(random.randint(0, 2 ** 31 + 1, 1)).toBeInstanceOf(Float64Array);
  expect(random.randint(-(2 ** 31) - 1, 0, 1)).toBeInstanceOf(Float64Array);
});

describe('refuses', () => {
  test.each([-1, 2 ** 32, 0.5, NaN, Infinity])('the seed %p', (seed) => {
    expect(() => new RandomState(seed)).toThrow(
      new RangeError(`A seed must be an integer between 0 and 4294967295, not ${seed}.`),
    );
  });

  const random = new RandomState(0);
  test.each<[string, () => unknown, string]>([
    ['an empty range', () => random.randint(5, 5), 'not 5 and 5'],
    ['randint(0)', () => random.randint(0), 'not 0 and 0'],
    ['fractions in randint', () => random.randint(0, 2.5), 'not 0 and 2.5'],
    ['a range above 2^53', () => random.randint(-(2 ** 53) + 1, 2 ** 53 - 1), 'below 2^53'],
    ['an infinite interval', () => random.uniform(-Infinity, 0), 'must be finite'],
    ['a negative scale', () => random.normal(0, -1), 'it is -1'],
    ['a negative size', () => random.randomSample(-3), 'not -3'],
    ['a fraction in a shape', () => random.rand(2, 1.5), 'not 2 × 1.5'],
  ])('%s', (_, call, part) => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(part);
  });

  const snapshot = random.getState();
  test.each<[string, unknown]>([
    ['of another generator', { ...snapshot, generator: 'PCG64' }],
    ['without words', { generator: 'MT19937', gauss: null }],
    ['cut short', { ...snapshot, state: snapshot.state.slice(1) }],
    ['with a word that is not a 32-bit integer', { ...snapshot, state: snapshot.state.with(5, 0.5) }],
    ['with a position outside the words', { ...snapshot, state: snapshot.state.with(0, 624) }],
    ['with a gauss that is not a number', { ...snapshot, gauss: '1' }],
  ])('a snapshot %s', (_, broken) => {
    const restored = new RandomState(11);
    const before = restored.getState();
    expect(() => restored.setState(broken as RandomStateSnapshot)).toThrow(
      'not a random state from getState',
    );
    expect(restored.getState()).toEqual(before);
  });
});
