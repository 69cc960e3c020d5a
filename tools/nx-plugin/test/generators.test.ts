import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { compile } from './compile';
import { runNode, WORKSPACE, WorkspaceCopy } from './workspace';

let copy: WorkspaceCopy;
let generated: string[];

const generate = (generator: string, ...args: string[]) =>
  copy.nx('g', `@rnn-lab/nx-plugin:${generator}`, ...args, '--no-interactive');
const changed = () => copy.git('status', '--porcelain', '--untracked-files=all').trimEnd().split('\n');
/** Runs Jest once for several projects, with the preset's time limit, which Jest ignores in a project. */
const runJest = (projects: readonly string[], ...args: string[]) =>
  runNode(
    copy.root,
    join(copy.root, 'node_modules/jest/bin/jest.js'),
    ...args,
    '--testTimeout=300000',
    '--projects',
    ...projects,
  );
const succeeds = expect.objectContaining({ code: 0 });
const TSCONFIG = 'tsconfig.generated.json';

beforeAll(() => {
  copy = new WorkspaceCopy();
  const packages = readdirSync(join(WORKSPACE, 'packages')).map((name) => `packages/${name}`);
  copy.copyBuilds('tools/testing', 'apps/trainer', ...packages);
});

// Each has its own time limit.
for (const [generator, ...args] of [
  ['experiment', 'my-series', '--kind=series'],
  ['experiment', 'my-text', '--kind=text'],
  ['dataset', 'my-data'],
  ['layer', 'my-layer'],
  ['metric', 'my-metric'],
]) {
  beforeAll(async () => expect(await generate(generator, ...args)).toEqual(succeeds));
}

beforeAll(() => {
  generated = changed()
    .map((line) => line.slice(3))
    .filter((file) => file.endsWith('.ts'));
});

afterAll(() => copy.remove());

test('each generator writes its files and lines', () => {
  const experiment = (name: string) => [
    `apps/trainer/src/experiments/${name}.ts`,
    `apps/trainer/test/${name}.test.ts`,
    `packages/models/src/${name}.test.ts`,
    `packages/models/src/${name}.ts`,
  ];
  const created = [
    ...experiment('my-series'),
    ...experiment('my-text'),
    ...[
      'packages/data/src/my-data',
      'packages/engine/src/layers/my-layer/my-layer',
      'packages/engine/src/metrics/my-metric',
    ].flatMap((path) => [`${path}.ts`, `${path}.test.ts`]),
    'packages/engine/assembly/my-layer.ts',
    'packages/models/src/layers/my-layer.ts',
  ];
  const edited = [
    'packages/data/src/index.ts',
    'packages/engine/assembly/layers.ts',
    'packages/engine/src/backend/kernel-types.ts',
    'packages/engine/src/layers/index.ts',
    'packages/engine/src/metrics/index.ts',
    'packages/models/src/index.ts',
    'packages/models/src/layers/index.ts',
  ];
  expect([...generated].sort()).toEqual([...created, ...edited].sort());
  const page = (name: string) => readFileSync(join(copy.root, 'docs', name), 'utf8');
  for (const name of ['experiments.md', 'experiments.ko.md'])
    expect(page(name)).toContain('| `trainer:my-series` | My series | LSTM → Dense |');
  expect(page('supported.md')).toContain('`MyLayer` (not exported), ');
  expect(page('supported.md')).toContain('`myMetric`, and your own by `defineMetric`');
});

test('what is generated compiles, tests included, and passes Prettier and lint', async () => {
  // AssemblyScript is checked by its own compiler, below.
  const sources = generated.filter((file) => !file.includes('/assembly/'));
  expect(compile(copy.root, sources, TSCONFIG)).toBe('');
  const prettier = join(copy.root, 'node_modules/prettier/bin/prettier.cjs');
  expect(await runNode(copy.root, prettier, '--check', ...generated)).toEqual(succeeds);
  const eslint = join(copy.root, 'node_modules/eslint/bin/eslint.js');
  const program = ['projectService:false', `project:${TSCONFIG}`].flatMap((option) => [
    '--parser-options',
    option,
  ]);
  expect(await runNode(copy.root, eslint, ...program, ...sources)).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
});

test('kernels of what is generated compile, and have their types', async () => {
  const engine = join(copy.root, 'packages/engine');
  const { nx } = JSON.parse(readFileSync(join(engine, 'package.json'), 'utf8')) as {
    nx: { targets: { kernels: { options: { commands: string[] } } } };
  };
  // The generated layer is in this module only.
  const commands = nx.targets.kernels.options.commands.filter((command) => /\blayers\b/.test(command));
  const PATH = [join(copy.root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  for (const command of commands) {
    const { status, stderr } = spawnSync(command, {
      cwd: engine,
      shell: true,
      env: { ...process.env, PATH },
    });
    expect({ command, status, stderr: String(stderr) }).toEqual({ command, status: 0, stderr: '' });
  }
  expect(commands).toHaveLength(3);
  const { stdout } = await runNode(engine, 'scripts/kernel-types.mjs');
  expect(readFileSync(join(engine, 'src/backend/kernel-types.ts'), 'utf8')).toBe(stdout);
});

test("what is generated passes its tests; an experiment's trains", async () => {
  const projects = ['packages/data', 'packages/engine', 'packages/models', 'apps/trainer'];
  const { code, stderr } = await runJest(projects, '/my-');
  const passed = [...stderr.matchAll(/^PASS \S+ (\S+)/gm)].map(([, file]) => file.replaceAll('\\', '/'));
  const tests = generated.filter((file) => file.endsWith('.test.ts'));
  expect({ code, passed: passed.sort(), stderr }).toEqual({ code: 0, passed: tests.sort(), stderr });
});

test('the pages agree with what is generated', async () => {
  const pages = ['--testMatch', '**/test/docs.test.ts', '-t', 'supported.md|every layer'];
  expect(await runJest(['packages/engine', 'packages/export'], ...pages)).toEqual(succeeds);
});

test('an experiment that exists is not overwritten', async () => {
  const before = changed();
  const { code, stderr, stdout } = await generate('experiment', 'nsmc', '--kind=text');
  expect(stdout + stderr).toContain('apps/trainer/src/experiments/nsmc.ts exists already');
  expect(code).not.toBe(0);
  expect(changed()).toEqual(before);
});

test('a name that is not in kebab-case is refused', async () => {
  const { code, stdout, stderr } = await generate('metric', 'MyMetric');
  expect(stdout + stderr).toContain('The name must be kebab-case, such as my-idea, not "MyMetric"');
  expect(code).not.toBe(0);
});

test('a layer that the engine has is refused', async () => {
  const before = changed();
  const { code, stdout, stderr } = await generate('layer', 'multiply');
  expect(stdout + stderr).toContain('The engine has a layer Multiply already: choose another name.');
  expect(code).not.toBe(0);
  expect(changed()).toEqual(before);
});
