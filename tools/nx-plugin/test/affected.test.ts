import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git, runNode, WorkspaceCopy } from './workspace';

let copy: WorkspaceCopy;

beforeAll(() => {
  copy = new WorkspaceCopy();
});

afterAll(() => copy.remove());

/** The projects that a change in these files affects. */
async function affectedBy(...files: string[]): Promise<string[]> {
  for (const file of files) appendFileSync(join(copy.root, file), '\n');
  const { stdout } = await copy.nx('show', 'projects', '--affected', '--base=HEAD', '--json');
  copy.git('checkout', '--quiet', '.');
  return (JSON.parse(stdout) as string[]).sort();
}

async function inputsOf(target: string, ...files: string[]): Promise<string> {
  return (await copy.nx('show', 'target', target, 'inputs', '--check', ...files)).stdout;
}

const USERS_OF_TRAINER = ['bench', 'dashboard-e2e', 'nx-plugin', 'trainer'];

test('a change in text-ko affects what uses it and nothing else', async () => {
  const users = ['dashboard', 'lab', 'text', 'text-ko', ...USERS_OF_TRAINER];
  expect(await affectedBy('packages/text-ko/src/clean.ts')).toEqual(users.sort());
});

test('a change in an experiment affects the trainer and what runs it', async () => {
  expect(await affectedBy('apps/trainer/src/experiments/sine.ts')).toEqual(USERS_OF_TRAINER);
});

test('a change in a test of the built dashboard affects no other project', async () => {
  expect(await affectedBy('apps/dashboard/e2e/api.test.ts')).toEqual(['dashboard-e2e']);
});

test('a change in docs, pictures, READMEs and workflows affects nothing', async () => {
  const pages = ['README.md', 'docs/engine.md', 'docs/dashboard-run.png', 'packages/data/nsmc/SOURCE.md'];
  expect(await affectedBy(...pages)).toEqual([]);
});

test('Next.js is built again after a change in the code of a package, not in its tests and pages', async () => {
  expect(await inputsOf('dashboard:build', 'packages/data/src/sine.ts')).toContain(' is an input');
  for (const file of ['packages/data/src/sine.test.ts', 'packages/data/test/npz.ts'])
    expect(await inputsOf('dashboard:build', file)).toContain('is not an input');
});

test('a second run takes everything from the cache', async () => {
  const run = () => copy.nx('run-many', '-t', 'build', 'lint', '-p', 'errors', '--outputStyle=static');
  expect((await run()).code).toBe(0);
  expect((await run()).stdout).toMatch(/hit \(100%\)/);
});

describe('affected.js', () => {
  let clone: string;

  beforeEach(() => {
    clone = mkdtempSync(join(tmpdir(), 'rnn-lab-clone-'));
  });

  afterEach(() => rmSync(clone, { recursive: true }));

  beforeAll(() => {
    copy.git('checkout', '--quiet', '-b', 'feature');
    appendFileSync(join(copy.root, 'apps/trainer/src/experiments/sine.ts'), '\n');
    copy.commit('a change');
  });

  function cloneFeature(...flags: string[]): void {
    git(clone, 'clone', '--quiet', '--branch=feature', ...flags, `file://${copy.root}`, 'workspace');
    copy.linkPackages(join(clone, 'workspace'));
  }

  /** The projects whose target would run. */
  async function run() {
    const root = join(clone, 'workspace');
    const program = ['tools/nx-plugin/src/affected.js', '-t', 'lint', '--graph=tasks.json'];
    const { code, stderr } = await runNode(root, ...program);
    const graph = JSON.parse(readFileSync(join(root, 'tasks.json'), 'utf8')) as {
      tasks: { roots: string[] };
    };
    return { code, projects: graph.tasks.roots.map((task) => task.replace(':lint', '')).sort(), stderr };
  }

  test('compares with origin/main without a local main', async () => {
    cloneFeature();
    expect(await run()).toEqual({ code: 0, projects: USERS_OF_TRAINER, stderr: '' });
  });

  test("falls back to HEAD's first parent without main", async () => {
    cloneFeature('--single-branch');
    const { code, projects, stderr } = await run();
    expect(stderr).toContain("no branch main in common with HEAD, so the base is HEAD's first parent");
    expect({ code, projects }).toEqual({ code: 0, projects: USERS_OF_TRAINER });
  });

  test('takes every project as affected in a clone of one commit', async () => {
    cloneFeature('--depth=1');
    const { code, projects, stderr } = await run();
    expect(stderr).toContain('no commit to compare with, so every project is affected');
    expect(projects).toEqual(expect.arrayContaining([...USERS_OF_TRAINER, 'errors', 'random']));
    expect(code).toBe(0);
  });
});
