import { outcomeOf, within } from '@rnn-lab/testing';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gitState } from './provenance';
import type { Outcome } from '@rnn-lab/testing';

const root = mkdtempSync(join(tmpdir(), 'provenance-'));
const onWarning = jest.fn();
beforeEach(() => onWarning.mockClear());
afterAll(() => rmSync(root, { recursive: true }));

function folder(name: string): string {
  mkdirSync(join(root, name));
  return join(root, name);
}

test('returns the commit of a working tree, and whether it has changes', async () => {
  const tree = folder('tree');
  const author = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: tree, encoding: 'utf8', timeout: 60_000 });
  git('init', '--quiet');
  git(...author, 'commit', '--quiet', '--allow-empty', '--message', 'first');
  const commit = git('rev-parse', 'HEAD').trim();
  await expect(gitState(tree, onWarning)).resolves.toEqual({ commit, dirty: false });
  writeFileSync(join(tree, 'new'), '');
  await expect(gitState(tree, onWarning)).resolves.toEqual({ commit, dirty: true });
});

test('leaves the index as it is, although its times are old', async () => {
  const tree = folder('stale-index');
  const git = (...args: string[]) => execFileSync('git', args, { cwd: tree, timeout: 60_000 });
  git('init', '--quiet');
  writeFileSync(join(tree, 'file'), '');
  git('add', 'file');
  git('-c', 'user.name=A', '-c', 'user.email=a@example.org', 'commit', '--quiet', '--message', 'first');
  // git status would note the new time in the index.
  utimesSync(join(tree, 'file'), 1, 1);
  const before = readFileSync(join(tree, '.git/index'));
  await expect(gitState(tree, onWarning)).resolves.toMatchObject({ dirty: false });
  expect(readFileSync(join(tree, '.git/index'))).toEqual(before);
});

test('returns null without a working tree or without git', async () => {
  await expect(gitState(folder('no-tree'), onWarning)).resolves.toBeNull();
  expect(onWarning).not.toHaveBeenCalled();
  expect(await gitStateWithPath(folder('no-git'))).toEqual({ code: 0, stdout: 'null\n', stderr: '' });
});

test('kills a git that hangs, and warns', async () => {
  const bin = folder('bin');
  const pid = join(root, 'pid');
  writeFileSync(join(bin, 'git'), `#!/bin/sh\necho $$ > ${pid}\nexec sleep 1000\n`, { mode: 0o755 });
  expect(await gitStateWithPath(`${bin}:${process.env.PATH}`)).toEqual({
    code: 0,
    stdout: 'null\n',
    stderr: `git did not answer in ${root} within 10 s, so the run does not record its commit.\n`,
  });
  await within(60, 'The end of the git that hung', gone(Number(readFileSync(pid, 'utf8'))));
});

async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await sleep(20);
  }
}

/** Calls gitState in a process of its own, with this PATH; resolves to what it printed. */
function gitStateWithPath(PATH: string): Promise<Outcome> {
  const script = `require(process.argv[1]).gitState(process.argv[2], console.error, 10).then(console.log)`;
  const args = ['-e', script, join(__dirname, '../dist/provenance.js'), root];
  return outcomeOf(spawn(process.execPath, args, { env: { PATH } }));
}
