import { splitPageName, tableItems, varyingSettings } from './items';
import type { RunGroup, RunRow, RunsPage } from '#api/runs';
import type { PageName } from './items';

function row(id: string, params: Record<string, number> = {}): RunRow {
  return {
    id,
    run: { experiment: 'sine', params } as unknown as NonNullable<RunRow['run']>,
    annotations: { tags: [], notes: '', archived: false },
    problem: null,
    problemDetails: null,
  };
}

function group(key: string, ids: string[]): RunGroup {
  return { key, ids, run: row(ids[0]).run, seeds: 1, startedAt: null, duration: null, results: {} };
}

function page(part: Partial<RunsPage>): RunsPage {
  const facets = { experiments: [], tags: [], params: [], metrics: [] };
  return { total: 0, rows: [], groups: [], facets, counts: { all: 0, archived: 0, trash: 0 }, ...part };
}

describe('tableItems', () => {
  it('reserves rows for runs that haven’t been fetched', () => {
    const pages = new Map([['1' as const, page({ rows: [row('c'), row('d')] })]]);
    const { items, pageOf } = tableItems(pages, { total: 5, size: 2, expanded: new Set() });
    expect(items.map((item) => (item.kind === 'run' ? item.row.id : item.kind))).toEqual([
      'waiting',
      'waiting',
      'c',
      'd',
      'waiting',
    ]);
    expect(pageOf).toEqual(['0', '0', '1', '1', '2']);
  });

  it('places the runs of an unfolded group below its row', () => {
    const groups = [group('one', ['a', 'b', 'c']), group('two', ['d'])];
    const pages = new Map<PageName, RunsPage>([
      ['0', page({ groups })],
      ['0 one', page({ rows: [row('a'), row('b')] })],
    ]);
    const { items, pageOf } = tableItems(pages, { total: 2, size: 2, expanded: new Set(['one']) });
    expect(items.map(({ key }) => key)).toEqual(['group one', 'a', 'b', 'waiting c', 'group two']);
    expect(pageOf).toEqual(['0', '0 one', '0 one', '1 one', '0']);
    expect(splitPageName('1 one two')).toEqual({ number: 1, groupKey: 'one two' });
  });
});

describe('varyingSettings', () => {
  it('lists the parameters that differ between groups of an experiment', () => {
    const groups = [
      { units: 32, epochs: 5 },
      { units: 64, epochs: 5 },
    ].map((params) => ({ ...group('any', ['a']), run: row('a', params).run }));
    expect(varyingSettings(groups).get('sine')).toEqual(['units']);
  });
});
