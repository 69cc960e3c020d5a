import { placeWords } from './place-words';

const area = { width: 400, height: 300, fontSize: 10 };
const wordAt = (word: string, x: number, y: number) => ({ word, x, y, rank: 1 });

it('fills the area, y upwards', () => {
  const [low, high] = placeWords([wordAt('a', -2, -1), wordAt('b', 2, 1)], area);
  expect(low.x).toBeLessThan(high.x);
  expect(low.y).toBeGreaterThan(high.y);
  for (const { x, y } of [low, high]) {
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(400);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(300);
  }
});

it('names a word unless its name overlaps that of a more frequent one', () => {
  const placed = placeWords(
    [wordAt('영화관', 0, 0), wordAt('영화', 0.05, 0), wordAt('평점', 1, 0), wordAt('음악', 0, 1)],
    area,
  );
  expect(placed.map(({ isNamed }) => isNamed)).toEqual([true, false, true, true]);
});

it('places a single word in the middle', () => {
  expect(placeWords([wordAt('a', 5, 5)], area)).toEqual([{ word: 'a', x: 200, y: 150, isNamed: true }]);
});
