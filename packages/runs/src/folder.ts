import { join, relative, resolve } from 'node:path';

/**
 * The folder in which a command was typed, which relative paths are relative to.
 *
 * @param cwd the process's working folder
 * @param initCwd the variable INIT_CWD, if npm or npx started the process: they run a program in the root of the package
 *   around the folder and pass the folder in this variable. It is ignored unless it is inside of `cwd`, as programs that
 *   change the folder and start others pass it on.
 */
export function folderTypedIn(cwd: string, initCwd: string | undefined): string {
  return initCwd === undefined || relative(cwd, initCwd).startsWith('..') ? cwd : initCwd;
}

/**
 * The folder that holds the runs: `given` (a flag, or the variable RNN_LAB_RUNS), else `runs/` in the workspace.
 *
 * @param typedIn what a relative path is relative to
 */
export function runsFolder(given: string | undefined, typedIn: string, workspace: string): string {
  return given ? resolve(typedIn, given) : join(workspace, 'runs');
}
