import { columnGroups, columnTitle, columnWidth, usualColumns } from './columns';
import { splitPageName, tableItems, varyingParams } from './items';
import { tableKey } from './keyboard';
import type { RunGroup, RunRow, RunsPage } from '#api/contract';
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
  it('keeps the place of runs that have not been fetched', () => {
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

  it('puts the runs of an unfolded group below its head', () => {
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

describe('varyingParams', () => {
  it('names what differs between groups of an experiment', () => {
    const groups = [
      { units: 32, epochs: 5 },
      { units: 64, epochs: 5 },
    ].map((params) => ({ ...group('any', ['a']), run: row('a', params).run }));
    expect(varyingParams(groups).get('sine')).toEqual(['units']);
  });
});

describe('tableKey', () => {
  const at = { index: 3, last: 10, page: 20 };
  it.each([
    ['ArrowDown', { move: 4 }],
    ['PageDown', { move: 10 }],
    ['PageUp', { move: 0 }],
    ['End', { move: 10 }],
    ['Enter', { open: true }],
    ['a', null],
  ])('%s', (key, does) => expect(tableKey(key, at)).toEqual(does));
});

describe('columns', () => {
  const facets = {
    experiments: ['sine'],
    tags: [],
    params: ['units'],
    metrics: ['train.loss' as const, 'test.loss' as const],
  };

  it('show by default the results that there are', () => {
    expect(usualColumns(facets)).toContain('result.test.loss');
    expect(usualColumns(facets)).not.toContain('result.test.accuracy');
  });

  it('fit by default on a screen of 1280 pixels, whatever results there are', () => {
    const metrics = ['test.accuracy', 'test.loss', 'holdout.rmse', 'train.loss'] as const;
    const columns = ['id', ...usualColumns({ ...facets, metrics: [...metrics] })];
    const [checkBoxes, margins, scrollBar] = [40, 32, 15];
    const widths = columns.map((column) => columnWidth(column, false));
    expect(widths.reduce((sum, width) => sum + width, checkBoxes + margins + scrollBar)).toBeLessThan(1280);
  });

  it('can be chosen one by one, and have titles in both languages', () => {
    expect(columnGroups(facets).best).toEqual(['best.train.loss', 'best.test.loss']);
    expect(columnTitle('best.test.loss', 'en')).toBe('Test loss');
    expect(columnTitle('best.test.loss', 'ko')).toBe('테스트 손실');
    expect(columnTitle('param.units', 'ko')).toBe('units');
    expect(columnTitle('duration', 'ko')).toBe('소요 시간');
  });
});
