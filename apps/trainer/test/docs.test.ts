import { dropEmpty, ENCODINGS, loadDeaths, loadNsmc } from '@rnn-lab/data';
import { ANALYZER_NAMES, TOKEN_FORMS } from '@rnn-lab/text-ko';
import { stringify } from 'csv-stringify/sync';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { kebabCase } from '../src/flags/flags';
import { outcomeOf, Sandbox } from './rnn-lab';
import { wholeCommandLine } from './whole-command-line';

const WORKSPACE = join(__dirname, '../../..');
const EXPERIMENTS = join(__dirname, '../src/experiments');

/** What the docs write with the generator. */
const GENERATED = 'my-idea';

const read = (path: string) => readFileSync(join(WORKSPACE, path), 'utf8');
const pages = ['README.md', 'README.ko.md', 'CONTRIBUTING.md'].concat(
  readdirSync(join(WORKSPACE, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
);

/** The commands of rnn-lab by name, each with its flags. */
function commands(): Map<string, Set<string>> {
  const program = wholeCommandLine();
  // `sweep` has a command for each experiment.
  const flagsOf = ({ options, commands }: typeof program) => {
    const all = [options, ...commands.map((each) => each.options)].flat();
    return new Set([...all.map(({ long }) => `${long}`), '--help']);
  };
  return new Map([
    ...program.commands.map((command) => [command.name(), flagsOf(command)] as const),
    ['help', new Set<string>()],
  ]);
}

/** The arguments after `npx rnn-lab`, and after the target in `npx nx run trainer:…`, in a page's code. */
function typed(page: string): string[][] {
  const found = page.matchAll(/npx (?:rnn-lab |nx run trainer:)([a-z][^`#<>|&;\n]*)/g);
  return Array.from(found, ([, text]) => text.trim().split(/\s+/));
}

test('the commands and flags of the docs exist', () => {
  const known = commands();
  let checked = 0;
  for (const page of pages) {
    for (const [name, ...args] of typed(read(page))) {
      if (name === 'build' || name === GENERATED) continue;
      expect({ page, commands: [...known.keys()] }).toEqual({
        page,
        commands: expect.arrayContaining([name]),
      });
      const flags = kebabCase(args)
        .filter((arg) => /^--[a-z]/.test(arg))
        .map((arg) => arg.split('=')[0]);
      expect({ page, name, unknown: flags.filter((flag) => !known.get(name)?.has(flag)) }).toEqual({
        page,
        name,
        unknown: [],
      });
      checked++;
    }
  }
  expect(checked).toBeGreaterThan(20);
});

test.each([
  ['analyzers', ANALYZER_NAMES],
  ['token forms', TOKEN_FORMS],
  ['encodings', ENCODINGS],
])('docs/supported.md lists all %s, and no others', (set, names) => {
  const row = read('docs/supported.md').match(new RegExp(`^\\| ${set} \\|.*$`, 'm'))?.[0] ?? '';
  expect(Array.from(row.matchAll(/`([^`]+)`/g), ([, name]) => name)).toEqual([...names]);
});

test.each(['README.md', 'README.ko.md'])('the experiment in %s is that of the trainer', (page) => {
  const [, code] = /^```ts\n([^]*?)^```/m.exec(read(page)) ?? [];
  const plain = (text: string) => text.replace(/\/\/.*/g, '').replace(/\s+/g, ' ');
  const experiment = plain(readFileSync(join(EXPERIMENTS, 'imdb.ts'), 'utf8'));
  const statements = plain(code)
    .split(/(?<=;) /)
    .filter(Boolean);
  expect(statements.map((text) => text.trim()).filter((text) => !experiment.includes(text))).toEqual([]);
  expect(statements.length).toBeGreaterThan(3);
});

test.each(['notebook.md', 'notebook.ko.md'])('our lines in docs/%s are in the experiments', (page) => {
  const sections = read(`docs/${page}`).split(/^## /m);
  let checked = 0;
  for (const section of sections) {
    const [, experiment] = /^[^\n]*`trainer:(\w+)`/.exec(section) ?? [];
    if (!experiment) continue;
    const code = readFileSync(join(EXPERIMENTS, `${experiment}.ts`), 'utf8').replace(/\s+/g, ' ');
    for (const [, cell] of section.matchAll(/^\|.*\|(.*)\|$/gm)) {
      for (const [, line] of cell.matchAll(/`([^`]+)`/g)) {
        expect(code).toContain(line);
        checked++;
      }
    }
  }
  expect(checked).toBeGreaterThan(30);
});

/** A page's blocks of code in that language; '': outputs. */
function codeOf(page: string, language: string): string[] {
  const blocks = Array.from(read(page).matchAll(/^```(.*)\n([^]*?)^```$/gm));
  return blocks.filter(([, each]) => each === language).map(([, , code]) => code);
}

/** What a page's blocks of code for a shell run of rnn-lab, without comments. */
function typedInShell(page: string): string[] {
  const code = codeOf(page, 'sh').join('');
  return Array.from(code.matchAll(/^npx rnn-lab ([^#\n]*)/gm), ([, text]) => text.trim());
}

describe('docs/your-own-data.md', () => {
  const PAGE = 'docs/your-own-data.md';
  const KOREAN_PAGE = 'docs/your-own-data.ko.md';
  const sandbox = new Sandbox();
  afterAll(() => sandbox.remove());

  /** Writes the files that the page names, from the data that ships. */
  async function writeFiles(): Promise<void> {
    const reviews = dropEmpty((await loadNsmc()).train).slice(0, 1000);
    const months = Array.from((await loadDeaths()).columns[0].values, (value, i) => [
      `${1974 + Math.floor(i / 12)}-${`${(i % 12) + 1}`.padStart(2, '0')}`,
      value,
    ]);
    const rows = reviews.map(({ document, label }) => [document, label === 1 ? 'good' : 'bad']);
    writeFileSync(join(sandbox.root, 'reviews.csv'), stringify([['review', 'label'], ...rows]));
    writeFileSync(join(sandbox.root, 'deaths.csv'), stringify([['month', 'deaths'], ...months]));
    writeFileSync(join(sandbox.root, 'new.txt'), '정말 재미있는 영화\n지루하고 재미없다\nqwerty\n');
  }

  /** Runs a server until it listens, on any free port. */
  async function serve(args: readonly string[]) {
    const child = sandbox.start([...args, '--port', '0']);
    child.stdout?.on('data', (data: Buffer) => {
      if (`${data}`.includes('Ctrl-C')) child.kill('SIGTERM');
    });
    return outcomeOf(child);
  }

  test('every command works on the files that it names, and inspect prints what the page shows', async () => {
    await writeFiles();
    const lines = typedInShell(PAGE);
    expect(lines.length).toBeGreaterThan(6);
    for (const line of lines) {
      const runs: Record<string, string> = { RUN: 'text-', SERIES: 'series-' };
      const idOf = (arg: string) =>
        sandbox
          .runFolders()
          .map((path) => basename(path))
          .find((id) => id.startsWith(runs[arg]));
      const args = line.split(/\s+/).map((arg) => (arg in runs ? (idOf(arg) ?? arg) : arg));
      const { code, stdout, stderr } = args[0] === 'serve' ? await serve(args) : await sandbox.run(args);
      expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: '' });
      if (args[0] !== 'inspect') continue;
      expect(codeOf(PAGE, '')).toContain(stdout);
      const korean = await sandbox.run(args, { env: { LANG: 'ko_KR.UTF-8' } });
      expect(codeOf(KOREAN_PAGE, '')).toContain(korean.stdout);
    }
  });

  test('the Korean page has the same commands, and the same numbers in their outputs', () => {
    const numbers = (page: string) => codeOf(page, '').map((output) => output.match(/\d+([.,]\d+)*/g));
    expect(typedInShell(KOREAN_PAGE)).toEqual(typedInShell(PAGE));
    expect(numbers(KOREAN_PAGE)).toEqual(numbers(PAGE));
  });
});
