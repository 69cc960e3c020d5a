import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../test/options';
import { deleteView, listRunDirectories, readPins, readViews, writePin, writeView } from './index';
import { SMALL_JSON } from './json-file';
import { savedView } from './saved-view';
import { MOST_VIEWS } from './views';

const parent = temporaryFolder();
let count = 0;
function folder(): string {
  const folder = join(parent, String(count++));
  mkdirSync(folder);
  return folder;
}
const view = (name: string, search = 'q=a') => ({ name, search, columns: ['status', 'param.epochs'] });
const asNew = { overwrite: false };

it('keeps views under names of any characters, next to the pins', async () => {
  const runs = folder();
  expect(await readViews(runs)).toEqual([]);
  const names = ['__proto__', '../a b', '😀 100% "x"', '한글'];
  for (const name of names) writeView(runs, view(name), asNew);
  writePin(runs, 'nsmc', ['a']);
  const views = await readViews(runs);
  expect(views.map(({ name }) => name).sort()).toEqual([...names].sort());
  expect(views[0]).toMatchObject({ search: 'q=a', columns: ['status', 'param.epochs'] });
  expect(views[0].savedAt).toMatch(/^\d{4}-.*Z$/);
  expect(await readPins(runs)).toHaveLength(1);
  expect(await listRunDirectories(runs)).toEqual([]);
  expect(readdirSync(join(runs, '.dashboard')).sort()).toEqual(['pins.json', 'views.json']);
});

it('replaces a view only if it is to be overwritten', async () => {
  const runs = folder();
  writeView(runs, view('가'.normalize('NFD')), asNew);
  expect(() => writeView(runs, view('가', 'q=b'), asNew)).toThrow('There is a view "가" already');
  writeView(runs, view('가', 'q=c'), { overwrite: true });
  expect(await readViews(runs)).toMatchObject([{ name: '가', search: 'q=c' }]);
});

it('deletes a view', async () => {
  const runs = folder();
  for (const name of ['b 10', 'b 9', 'a']) writeView(runs, view(name), asNew);
  deleteView(runs, 'a');
  expect((await readViews(runs)).map(({ name }) => name)).toEqual(['b 9', 'b 10']);
  expect(() => deleteView(runs, 'a')).toThrow('There is no view "a"');
});

it('keeps as many views of the largest size as it can read again', async () => {
  const runs = folder();
  for (let i = 0; i < MOST_VIEWS; i++) {
    const largest = {
      name: String(i).padStart(100, '\u0001'),
      search: '"'.repeat(10_000),
      columns: Array<string>(10).fill('\u0001'.repeat(199)),
    };
    writeView(runs, savedView.parse(largest), asNew);
  }
  expect(() => writeView(runs, view('one more'), asNew)).toThrow('There are 100 views');
  writeView(runs, view('1'.padStart(100, '\u0001')), { overwrite: true });
  expect(await readViews(runs)).toHaveLength(MOST_VIEWS);
  expect(statSync(join(runs, '.dashboard/views.json')).size).toBeLessThan(SMALL_JSON);
});

it.each([
  ['no name', { name: '' }],
  ['a long name', { name: 'a'.repeat(101) }],
  ['half a character', { name: '\ud83d' }],
  ['a search that isn’t encoded', { search: 'q=가' }],
  ['a long search', { search: 'a'.repeat(10_001) }],
  ['many columns', { columns: Array<string>(2_002).fill('') }],
])('refuses %s', (_, wrong) => {
  expect(savedView.safeParse(view('a')).success).toBe(true);
  expect(savedView.safeParse({ ...view('a'), ...wrong }).success).toBe(false);
});

it('reports a broken file and leaves it as it is', async () => {
  const runs = folder();
  mkdirSync(join(runs, '.dashboard'));
  const file = join(runs, '.dashboard', 'views.json');
  writeFileSync(file, '{"views": [{"name": ""}]}');
  await expect(readViews(runs)).rejects.toThrow('views.json is invalid at "views.0.name"');
  expect(() => writeView(runs, view('a'), asNew)).toThrow('views.json is invalid');
  expect(readFileSync(file, 'utf8')).toContain('"name": ""');
});
