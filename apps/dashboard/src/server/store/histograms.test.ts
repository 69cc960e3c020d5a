import { thinned } from './histograms';

async function* counting(to: number) {
  for (let i = 1; i <= to; i++) yield i;
}

it.each([
  [0, []],
  [5, [1, 2, 3, 4, 5]],
  [6, [1, 3, 5, 6]],
  [12, [1, 5, 9, 12]],
])('thins %i items evenly, and keeps the first and the last', async (count, kept) => {
  expect(await thinned(counting(count), 3)).toEqual(kept);
});
