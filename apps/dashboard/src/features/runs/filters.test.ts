import { finiteNumber, hiddenFilters, isDay, isSort, nextSort, runsSearch, tableSearch } from './filters';
import type { RunsFilters } from './filters-url';

const NONE: RunsFilters = {
  q: '',
  experiment: null,
  status: null,
  tag: null,
  from: null,
  to: null,
  metric: null,
  min: null,
  max: null,
  archived: false,
  sort: '-started',
  group: 'none',
};

describe('runsSearch', () => {
  it('leaves out unset filters', () => {
    expect(String(runsSearch(NONE, { groupKey: undefined, offset: 0, limit: 50 }, 'UTC'))).toBe(
      'archived=false&sort=-started&group=none&offset=0&limit=50',
    );
  });

  it.each([
    ['UTC', '2026-11-02', '2026-11-02T00:00:00.000Z', '2026-11-02T23:59:59.999Z'],
    ['Asia/Seoul', '2026-11-02', '2026-11-01T15:00:00.000Z', '2026-11-02T14:59:59.999Z'],
    // A day of 25 hours: the clocks are put back.
    // While the year is being typed.
    ['Asia/Seoul', '0002-01-01', '0001-12-31T15:32:08.000Z', '0002-01-01T15:32:07.999Z'],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T04:59:59.999Z'],
  ])('covers whole days in %s', (timeZone, day, from, to) => {
    const search = runsSearch({ ...NONE, from: day, to: day, min: 0 }, { offset: 0, limit: 50 }, timeZone);
    expect([search.get('from'), search.get('to'), search.get('min')]).toEqual([from, to, '0']);
  });
});

describe('tableSearch', () => {
  it('requests all matching runs, whatever the grouping', () => {
    expect(String(tableSearch({ ...NONE, tag: 'best', group: 'seeds' }, 'UTC'))).toBe(
      'tag=best&archived=false&sort=-started',
    );
  });
});

describe('values accepted from the URL', () => {
  it('are existing days and columns', () => {
    const others = ['2026-13-02', '0000-01-01', 'yesterday'];
    expect(['2026-11-02', ...others].map(isDay)).toEqual([true, false, false, false]);
    expect([isSort('-result.test.accuracy'), isSort('rm -rf')]).toEqual([true, false]);
  });

  it('are finite numbers', () => {
    expect(['-0.5', '1e3'].map(finiteNumber)).toEqual([-0.5, 1000]);
    const others = ['Infinity', '-Infinity', '1e999', 'NaN', 'much', ' '];
    expect(others.map(finiteNumber)).toEqual(others.map(() => null));
  });
});

describe('hiddenFilters', () => {
  it('counts a range once', () => {
    expect(hiddenFilters(NONE)).toBe(0);
    expect(hiddenFilters({ ...NONE, from: '2026-01-01', to: '2026-02-01', archived: true })).toBe(2);
  });
});

describe('nextSort', () => {
  it('reverses at the second press', () => {
    expect(nextSort('-started', 'seed', true)).toBe('-seed');
    expect(nextSort('-seed', 'seed', true)).toBe('seed');
    expect(nextSort('seed', 'seed', true)).toBe('-seed');
    expect(nextSort('-started', 'id', false)).toBe('id');
  });
});
