import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { deriveSeed } from './derive-seed';

const { derivedSeeds }: { derivedSeeds: { seed: number; purpose: string; derived: number }[] } = JSON.parse(
  readFileSync(join(__dirname, '../test/numpy_figures.json'), 'utf8'),
);

test.each(derivedSeeds)('derives $derived from seed $seed for $purpose', ({ seed, purpose, derived }) => {
  expect(deriveSeed(seed, purpose)).toBe(derived);
});

test('derives different seeds for different seeds and purposes', () => {
  const all = derivedSeeds.map(({ seed, purpose }) => deriveSeed(seed, purpose));
  expect(new Set(all).size).toBe(all.length);
});

test('refuses a seed outside the range', () => {
  expect(() => deriveSeed(-1, 'data')).toThrow('A seed must be an integer between 0 and 4294967295, not -1.');
});
