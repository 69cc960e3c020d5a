import { pool } from './pool';

test('works on every item, in order, on so many at once', async () => {
  const begun: number[] = [];
  let inWork = 0;
  let most = 0;
  await pool([0, 1, 2, 3, 4, 5, 6], 3, async (item) => {
    begun.push(item);
    most = Math.max(most, ++inWork);
    await new Promise(setImmediate);
    inWork--;
  });
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(most).toBe(3);
});

test('rejects with the first error, once nothing is in work', async () => {
  let ended = 0;
  const work = async (item: number) => {
    if (item === 0) throw new Error('no');
    await new Promise(setImmediate);
    ended++;
  };
  await expect(pool([0, 1, 2], 2, work)).rejects.toThrow('no');
  expect(ended).toBe(2);
});
