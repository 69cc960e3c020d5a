import { compare, race, spread } from './race';
import type { Lap } from './race';
import type { Peer } from './peer';

/** Records its turns. In a turn, the first step takes a second, the others take that turn's entry of `milliseconds`. */
function peer(name: string, turns: string[], milliseconds: number[]): Peer {
  let turn = 0;
  let step = 0;
  return {
    name,
    async train(steps) {
      turns.push(`${name}${steps}`);
      const each = milliseconds[turn++];
      return {
        times: Array.from({ length: steps }, (_, index) => 1000 + index * each),
        losses: Array.from({ length: steps }, () => ++step),
      };
    },
    predict: () => Promise.reject(new Error('not here')),
    close: () => Promise.resolve(),
  };
}

test('peers take turns; times exclude warm-up and untimed steps, losses include them', async () => {
  const turns: string[] = [];
  const peers = [peer('A', turns, [99, 4, 6]), peer('B', turns, [99, 10, 20])];
  const laps = await race(peers, { warmUp: 3, rounds: 2, steps: 5, untimed: 1 });
  expect(turns).toEqual(['A3', 'B3', 'A5', 'B5', 'A5', 'B5']);
  expect(laps.map((lap) => lap.milliseconds)).toEqual([
    [4, 6],
    [10, 20],
  ]);
  expect(laps[1].losses).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
});

test('a slow step counts', async () => {
  const slow: Peer = {
    name: 'A',
    train: () => Promise.resolve({ times: [0, 10, 20, 30, 40, 90], losses: [] }),
    predict: () => Promise.reject(new Error('not here')),
    close: () => Promise.resolve(),
  };
  const [{ milliseconds }] = await race([slow], { warmUp: 1, rounds: 1, steps: 6, untimed: 1 });
  expect(milliseconds).toEqual([18]);
});

const lap = (milliseconds: number[], losses: number[]): Lap => ({ milliseconds, losses });

test('the ratio is computed per round, not from medians', () => {
  const { ratio } = compare(lap([1, 20, 3], [1]), lap([10, 40, 5], [1]));
  expect(ratio).toEqual(spread([0.1, 0.5, 0.6]));
  expect(ratio.median).toBe(0.5);
});

test.each([
  { losses: [0.7, 0.5003, 0.3], step: 2, agrees: true },
  { losses: [0.7, 0.5, 0.2996], step: 3, agrees: false },
])('agreement: $losses against 0.7, 0.5, 0.3', ({ losses, step, agrees }) => {
  const comparison = compare(lap([1], losses), lap([1], [0.7, 0.5, 0.3]));
  expect(comparison.agrees).toBe(agrees);
  expect(comparison.greatestDifference.step).toBe(step);
});

test('a NaN loss agrees with nothing', () => {
  expect(compare(lap([1], [NaN]), lap([1], [0.7])).agrees).toBe(false);
  expect(compare(lap([1], [0.7]), lap([1], [NaN])).agrees).toBe(false);
});

test('spread returns the median and the quartiles', () => {
  expect(spread([5, 1, 4, 2, 3])).toEqual({ q1: 2, median: 3, q3: 4 });
});
