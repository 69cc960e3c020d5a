import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
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

describe('affected.js', () => {
  // A target of every compiled project that takes no time.
  const program = ['tools/nx-plugin/src/affected.js', '-t', 'prune-dist', '--outputStyle=static'];
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

  /** The projects whose target ran. */
  async function run() {
    const { code, stdout, stderr } = await runNode(join(clone, 'workspace'), ...program);
    const projects = Array.from(stdout.matchAll(/^> nx run (\S+):prune-dist/gm), ([, project]) => project);
    return { code, projects: projects.sort(), stderr, stdout };
  }

  const compiled = USERS_OF_TRAINER.filter((name) => name !== 'dashboard-e2e');

  test('compares with origin/main without a local main; a second run is all cache hits', async () => {
    cloneFeature();
    expect(await run()).toMatchObject({ code: 0, projects: compiled, stderr: '' });
    expect((await run()).stdout).toMatch(/hit \(100%\)/);
  });

  test("falls back to HEAD's first parent without main", async () => {
    cloneFeature('--single-branch');
    const { code, projects, stderr } = await run();
    expect(stderr).toContain("no branch main in common with HEAD, so the base is HEAD's first parent");
    expect({ code, projects }).toEqual({ code: 0, projects: compiled });
  });

  test('takes every project as affected in a clone of one commit', async () => {
    cloneFeature('--depth=1');
    const { code, projects, stderr } = await run();
    expect(stderr).toContain('no commit to compare with, so every project is affected');
    expect(projects).toEqual(expect.arrayContaining([...compiled, 'errors', 'random']));
    expect(code).toBe(0);
  });
});
