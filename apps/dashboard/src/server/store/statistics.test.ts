import { onePerSeed } from '#api/seed-sets';
import { statisticsOf } from './statistics';
import type { RunRow } from '#api/runs';

function row(id: string, seed: number, day: number, accuracy?: number): RunRow {
  const run = {
    seed,
    startedAt: `2026-11-0${day}T00:00:00Z`,
    results: accuracy === undefined ? {} : { test: { loss: 1, accuracy } },
  };
  return {
    id,
    run,
    annotations: { tags: [], notes: '', archived: false },
    problem: null,
  } as unknown as RunRow;
}

it('counts a seed once, by its newest run that has results', () => {
  const rows = [
    row('old', 0, 1, 0.1),
    row('new', 0, 2, 0.5),
    row('under way', 0, 3),
    row('other', 1, 1, 0.7),
  ];
  const counted = onePerSeed(rows, ({ run }) => run);
  expect(counted.map(({ id }) => id).sort()).toEqual(['new', 'other']);
  const { 'test.accuracy': accuracy, 'test.loss': loss } = statisticsOf(counted);
  expect(accuracy).toEqual({ count: 2, mean: 0.6, deviation: expect.closeTo(Math.SQRT2 / 10, 12) });
  expect(loss).toEqual({ count: 2, mean: 1, deviation: 0 });
});
