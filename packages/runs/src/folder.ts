import { accessSync, constants, mkdirSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { isMissing, refusal } from './errors';

/**
 * The folder in which a command was typed: relative paths start there.
 *
 * @param cwd the process's working folder
 * @param initCwd the variable INIT_CWD. npm and npx run a program in the package's root and pass the original folder in this
 *   variable. It is ignored unless it is inside `cwd`, because a program that changes its folder and starts another passes
 *   an old value on.
 */
export function folderTypedIn(cwd: string, initCwd: string | undefined): string {
  if (initCwd === undefined) return cwd;
  const path = relative(cwd, initCwd);
  // Absolute: on another drive of Windows.
  return path.startsWith('..') || isAbsolute(path) ? cwd : initCwd;
}

/**
 * The folder of the runs: `given` (a flag, or the variable RNN_LAB_RUNS), else `runs/` in the workspace.
 *
 * @param typedIn the folder that a relative path starts from
 */
export function runsFolder(given: string | undefined, typedIn: string, workspace: string): string {
  return given ? resolve(typedIn, given) : join(workspace, 'runs');
}

/**
 * Makes the folder of all runs, if it is missing.
 *
 * @throws RunsError `unwritable-folder` if it can't be made or written to
 */
export function makeRunsFolder(runsDir: string): void {
  const folder = resolve(runsDir);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    // Node reports a folder that a read-only file system can't take as missing.
    if (isMissing(error)) Object.assign(error as object, { code: 'EROFS' });
    throw refusal(error, `Can't use ${folder} as the runs folder`, 'unwritable-folder', { folder });
  }
}
