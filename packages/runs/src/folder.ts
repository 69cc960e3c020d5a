import { join, relative, resolve } from 'node:path';

/**
 * The folder in which a command was typed: relative paths start there.
 *
 * @param cwd the process's working folder
 * @param initCwd the variable INIT_CWD. npm and npx run a program in the package's root and pass the original folder in this
 *   variable. It is ignored unless it is inside `cwd`, because a program that changes its folder and starts another passes
 *   an old value on.
 */
export function folderTypedIn(cwd: string, initCwd: string | undefined): string {
  return initCwd === undefined || relative(cwd, initCwd).startsWith('..') ? cwd : initCwd;
}

/**
 * The folder of the runs: `given` (a flag, or the variable RNN_LAB_RUNS), else `runs/` in the workspace.
 *
 * @param typedIn the folder that a relative path starts from
 */
export function runsFolder(given: string | undefined, typedIn: string, workspace: string): string {
  return given ? resolve(typedIn, given) : join(workspace, 'runs');
}
