import { runsQuery } from '#api/runs';
import { pageOfRuns } from './query-runs';
import type { RunRow } from '#api/runs';

/** A run that took `seconds` and began in that minute of an hour. */
function row(id: string, experiment: string, minute: number, seconds: number): RunRow {
  const startedAt = new Date(Date.UTC(2026, 10, 2, 3, minute));
  const run = {
    experiment,
    status: 'finished',
    startedAt: startedAt.toISOString(),
    endedAt: new Date(startedAt.getTime() + seconds * 1000).toISOString(),
    title: { en: experiment, ko: experiment },
    params: {},
    results: {},
    reference: {},
    summary: {},
    seed: minute,
    model: null,
  };
  return {
    id,
    run,
    annotations: { tags: [], notes: '', archived: false },
    problem: null,
    problemDetails: null,
  } as unknown as RunRow;
}

const broken = { ...row('broken', '', 0, 0), run: null };
const rows = [row('a', 'sine', 1, 10), row('b', 'sine', 9, 20), row('c', 'deaths', 5, 60), broken];

function groups(sort: string) {
  const { groups } = pageOfRuns(rows, runsQuery.parse({ group: 'experiment', sort }), { trash: 0 });
  return groups.map(({ key, startedAt, duration }) => [key, startedAt, duration]);
}

const sine = ['sine', '2026-11-02T03:09:00.000Z', 15];
const deaths = ['deaths', '2026-11-02T03:05:00.000Z', 60];
const folders = ['', null, null];

it('returns the newest start and the mean duration of a group', () => {
  expect(groups('-started')).toEqual([sine, deaths, folders]);
});

it('sorts groups by these values', () => {
  expect(groups('started')).toEqual([deaths, sine, folders]);
  expect(groups('-duration')).toEqual([deaths, sine, folders]);
  expect(groups('duration')).toEqual([sine, deaths, folders]);
});

describe('metrics that the dashboard does not know', () => {
  const withResult = (id: string, minute: number, run: Partial<RunRow['run']>) => {
    const known = row(id, 'sine', minute, 10);
    return { ...known, run: { ...known.run, ...run } } as RunRow;
  };
  const summary = { 'validation.top.5/k': { last: 0.7, spark: [] } };
  const all = [
    withResult('a', 1, { results: { test: { 'top.5/k': 0.9, loss: 1 } } }),
    withResult('b', 2, { results: { test: { 'top.5/k': 0.5 } }, summary }),
    withResult('c', 3, { results: { test: { loss: 2 } } }),
  ];
  const page = (query: object) => pageOfRuns(all, runsQuery.parse(query), { trash: 0 });
  const ids = (query: object) => page(query).rows.map(({ id }) => id);

  it('are listed, sorted, filtered and averaged', () => {
    expect(page({}).facets.metrics).toEqual(['validation.top.5/k', 'test.loss', 'test.top.5/k']);
    expect(ids({ sort: '-result.test.top.5/k' })).toEqual(['a', 'b', 'c']);
    expect(ids({ sort: 'result.test.top.5/k' })).toEqual(['b', 'a', 'c']);
    expect(ids({ metric: 'test.top.5/k', min: 0.6 })).toEqual(['a']);
    // Without a best value, the last one counts.
    expect(ids({ metric: 'validation.top.5/k', min: 0.6 })).toEqual(['b']);
    expect(page({ group: 'experiment' }).groups[0].results['test.top.5/k']?.mean).toBeCloseTo(0.7, 12);
  });

  it.each(['test.__proto__', 'test.constructor', 'best.loss', 'loss', 'test.'])(
    'refuses the metric %s',
    (metric) => {
      expect(runsQuery.safeParse({ metric }).success).toBe(false);
      expect(ids({ sort: `result.${metric}` })).toEqual(ids({}));
    },
  );
});

it('groups a run with older ones that lack a parameter which it does not set', () => {
  const withParams = (id: string, minute: number, params: Record<string, number | null>) => {
    const known = row(id, 'sine', minute, 10);
    return { ...known, run: { ...known.run, params } } as RunRow;
  };
  const all = [
    withParams('old', 1, { epochs: 2 }),
    withParams('new', 2, { epochs: 2, clipNorm: null }),
    withParams('other', 3, { epochs: 2, clipNorm: 1 }),
  ];
  const { groups } = pageOfRuns(all, runsQuery.parse({ group: 'seeds' }), { trash: 0 });
  expect(groups.map((group) => group.ids)).toEqual([['other'], ['new', 'old']]);
});
