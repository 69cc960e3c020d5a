import { comparedRun } from '#testing/compared-run';
import { seedSetsOf } from '../seed-sets';
import { candidatesOf, choosePair, representedBy } from './choose-pair';
import type { Run, Split } from '@rnn-lab/runs';

const NOBODY = { a: null, b: null };

function compared(...runs: (Partial<Run> & { predictions?: Split[] })[]) {
  return runs.map(({ predictions = ['test'], ...change }, index) => ({
    id: String(index),
    index,
    predictions,
    run: comparedRun({ startedAt: `2026-11-0${index + 1}T00:00:00Z`, ...change }),
  }));
}

function chosen(runs: ReturnType<typeof compared>, asked: Partial<Record<'a' | 'b', string>> = {}) {
  const { a, b, splits } = choosePair(candidatesOf(runs), seedSetsOf(runs), { ...NOBODY, ...asked });
  return [a.id, b.id, splits];
}

it('needs two runs with predictions', () => {
  expect(candidatesOf(compared({}, { predictions: [] }))).toEqual([]);
  expect(candidatesOf(compared({}, { predictions: [] }, {})).map(({ id }) => id)).toEqual(['0', '2']);
});

it('is the first two runs of an experiment with predictions of the same split, test first', () => {
  expect(chosen(compared({}, {}))).toEqual(['0', '1', ['test']]);
  expect(chosen(compared({}, { predictions: ['train'] }, { experiment: 'imdb' }, {}))).toEqual([
    '0',
    '3',
    ['test'],
  ]);
  expect(chosen(compared({ predictions: ['train', 'test'] }, { predictions: ['test', 'train'] }))[2]).toEqual(
    ['test', 'train'],
  );
  expect(chosen(compared({}, { predictions: ['train'] }))).toEqual(['0', '1', []]);
});

it('is what the address asks for; a run is not compared with itself', () => {
  const runs = compared({}, {}, {});
  expect(chosen(runs, { a: '2', b: '0' })).toEqual(['2', '0', ['test']]);
  expect(chosen(runs, { b: '0' })).toEqual(['1', '0', ['test']]);
  expect(chosen(runs, { a: '1', b: '1' }).slice(0, 2)).toEqual(['1', '0']);
  expect(chosen(runs, { a: 'gone' }).slice(0, 2)).toEqual(['0', '1']);
});

it('is the run with the median result of each seed set', () => {
  const set = (units: number, losses: number[]) =>
    losses.map((loss, seed) => ({ params: { units }, seed, results: { test: { loss } } }));
  const runs = compared(...set(32, [0.5, 0.3, 0.4]), ...set(64, [0.2, 0.1]));
  expect(representedBy(seedSetsOf(runs))).toBe('test.loss');
  expect(chosen(runs)).toEqual(['2', '4', ['test']]);
  expect(representedBy(seedSetsOf(compared({ seed: 1 }, { seed: 2 })))).toBeNull();
});
