import { outcomeOf } from '@rnn-lab/testing';
import type { Outcome } from '@rnn-lab/testing';
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

export const WORKSPACE = join(__dirname, '../../..');
const SCOPE = '@rnn-lab';
/** Ends a hang before the test's own limit, and shows what was printed. */
const LIMIT_SECONDS = 290;

/** A copy of the workspace's files that Git would track, with packages linked, in a Git repository of its own. */
export class WorkspaceCopy {
  readonly root = mkdtempSync(join(realpathSync(tmpdir()), 'rnn-lab-copy-'));

  constructor() {
    const files = git(WORKSPACE, 'ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0');
    for (const file of files.filter((name) => name && existsSync(join(WORKSPACE, name))))
      cpSync(join(WORKSPACE, file), join(this.root, file));
    this.linkPackages();
    this.git('init', '--quiet', '--initial-branch=main');
    this.git('add', '--all');
    this.commit('a copy');
  }

  commit(subject: string): void {
    const author = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
    this.git(...author, 'commit', '--quiet', '--all', '--message', subject);
  }

  git(...args: string[]): string {
    return git(this.root, ...args);
  }

  /** Links what npm installed; packages of the workspace are those of the copy. */
  linkPackages(root = this.root): void {
    for (const parent of ['', 'packages/data', 'apps/trainer']) {
      const installed = join(WORKSPACE, parent, 'node_modules');
      const linked = join(root, parent, 'node_modules');
      if (!existsSync(installed)) continue;
      mkdirSync(linked);
      for (const name of readdirSync(installed).filter((entry) => entry !== SCOPE))
        symlinkSync(join(installed, name), join(linked, name), 'junction');
    }
    const scope = join(WORKSPACE, 'node_modules', SCOPE);
    mkdirSync(join(root, 'node_modules', SCOPE));
    for (const name of readdirSync(scope)) {
      const project = relative(WORKSPACE, realpathSync(join(scope, name)));
      symlinkSync(join(root, project), join(root, 'node_modules', SCOPE, name), 'junction');
    }
  }

  /** Copies what was compiled, so that only what changes is compiled again. */
  copyBuilds(...projects: string[]): void {
    for (const project of projects)
      cpSync(join(WORKSPACE, project, 'dist'), join(this.root, project, 'dist'), { recursive: true });
  }

  nx(...args: string[]): Promise<Outcome> {
    return runNode(this.root, require.resolve('nx/bin/nx'), ...args);
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}

/** Runs a program of Node in a folder, with no variables of Nx (NX_*) and npm (INIT_CWD), which may run this test. */
export function runNode(cwd: string, ...args: string[]): Promise<Outcome> {
  const { PATH, HOME } = process.env;
  // Plugins in processes of their own more than double what a command of Nx costs.
  const nx = { NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' };
  const child = spawn(process.execPath, args, { cwd, env: { PATH, HOME, ...nx } });
  return outcomeOf(child, LIMIT_SECONDS);
}

/** @throws with Git's message if it fails */
export function git(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout;
}
