import { fractionalEpochs } from './epochs';

function fractions(steps: number[], epochs: number[], planned: number | null): number[] {
  return Array.from(fractionalEpochs(Float64Array.from(steps), Float64Array.from(epochs), planned));
}

it('ends an epoch at a whole number, and takes the previous length for an incomplete one', () => {
  expect(fractions([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 2, 2], null)).toEqual([0.25, 0.5, 0.75, 1, 1.25, 1.5]);
});

it('takes the planned length for the first epoch', () => {
  expect(fractions([1, 2], [1, 1], 8)).toEqual([0.125, 0.25]);
  expect(fractions([], [], 8)).toEqual([]);
});

it('never exceeds an epoch that has more steps than planned', () => {
  expect(fractions([1, 2, 3, 4], [1, 1, 1, 1], 2)).toEqual([0.25, 0.5, 0.75, 1]);
});
