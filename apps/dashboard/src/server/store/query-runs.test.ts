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
