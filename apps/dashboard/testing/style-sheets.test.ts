import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const SRC = join(__dirname, '../src');
/** Of a library, whose elements are styled from outside. */
const FOREIGN = /^u-|^uplot$/;

const read = (path: string) => readFileSync(path, 'utf8');

/** The classes that a style sheet has for modules alone. */
function classesOf(sheet: string): Set<string> {
  const rules = read(sheet).replace(/\/\*[^]*?\*\/|:global\([^)]*\)/g, '');
  return new Set(Array.from(rules.matchAll(/\.([A-Za-z_][\w-]*)/g), ([, name]) => name));
}

/** The style sheets that a module imports: each one's classes that it names, or null if it computes some. */
function usesOf(module: string): [sheet: string, names: string[] | null][] {
  const code = read(module);
  const imports = code.matchAll(/import (\w+) from '([^']+\.module\.css)'/g);
  return Array.from(imports, ([, styles, path]) => {
    const sheet = path.startsWith('#') ? join(SRC, path.slice(1)) : join(dirname(module), path);
    if (new RegExp(`\\b${styles}\\[(?!')`).test(code)) return [sheet, null];
    const named = code.matchAll(new RegExp(`\\b${styles}(?:\\.(\\w+)|\\['([\\w-]+)'\\])`, 'g'));
    return [sheet, Array.from(named, ([, plain, quoted]) => plain ?? quoted)];
  });
}

const modules = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => join(SRC, path));
const uses = modules.flatMap(usesOf);

test('every class that a component names is in its style sheet', () => {
  expect(uses.length).toBeGreaterThan(50);
  for (const [sheet, names] of uses) {
    const classes = classesOf(sheet);
    expect({ sheet, missing: names?.filter((name) => !classes.has(name)) ?? [] }).toEqual({
      sheet,
      missing: [],
    });
  }
});

test('every class of a style sheet is named by a component', () => {
  for (const sheet of new Set(uses.map(([sheet]) => sheet))) {
    const names = uses.filter(([used]) => used === sheet).map(([, names]) => names);
    if (names.includes(null)) continue;
    const unused = [...classesOf(sheet)].filter(
      (name) => !FOREIGN.test(name) && !names.flat().includes(name),
    );
    expect({ sheet, unused }).toEqual({ sheet, unused: [] });
  }
});
