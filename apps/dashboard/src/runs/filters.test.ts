import { hiddenFilters, isDay, isSort, nextSort, runsSearch, tableSearch } from './filters';
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
  it('leaves out what is not set', () => {
    expect(String(runsSearch(NONE, 0, 50))).toBe('archived=false&sort=-started&group=none&offset=0&limit=50');
  });

  it('covers whole days where the caller is', () => {
    const search = runsSearch({ ...NONE, from: '2026-11-02', to: '2026-11-02', min: 0 }, 0, 50);
    const [from, to] = ['from', 'to'].map((name) => new Date(search.get(name) ?? ''));
    expect([from.getHours(), from.getMinutes()]).toEqual([0, 0]);
    expect(to.getTime() - from.getTime()).toBe(24 * 3600 * 1000 - 1);
    expect(search.get('min')).toBe('0');
  });
});

describe('tableSearch', () => {
  it('asks for all that match, whatever the grouping', () => {
    expect(String(tableSearch({ ...NONE, tag: 'best', group: 'seeds' }))).toBe(
      'tag=best&archived=false&sort=-started',
    );
  });
});

describe('what may stand in the URL', () => {
  it('are days and columns that there are', () => {
    expect([isDay('2026-11-02'), isDay('2026-13-02'), isDay('yesterday')]).toEqual([true, false, false]);
    expect([isSort('-result.test.accuracy'), isSort('rm -rf')]).toEqual([true, false]);
  });
});

describe('hiddenFilters', () => {
  it('counts a range once', () => {
    expect(hiddenFilters(NONE)).toBe(0);
    expect(hiddenFilters({ ...NONE, from: '2026-01-01', to: '2026-02-01', archived: true })).toBe(2);
  });
});

describe('nextSort', () => {
  it('turns round at the second press', () => {
    expect(nextSort('-started', 'seed', true)).toBe('-seed');
    expect(nextSort('-seed', 'seed', true)).toBe('seed');
    expect(nextSort('seed', 'seed', true)).toBe('-seed');
    expect(nextSort('-started', 'id', false)).toBe('id');
  });
});
