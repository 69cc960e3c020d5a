import * as runs from '@rnn-lab/runs';
import envPaths from 'env-paths';
import { relative, resolve } from 'node:path';

export const WORKSPACE_ROOT = resolve(__dirname, '../../..');

/** The folder against which relative paths are resolved. */
export function folderTypedIn(): string {
  return runs.folderTypedIn(process.cwd(), process.env.INIT_CWD);
}

/** Folder of the user's own copies of the data sets; undefined if there is none. */
export function dataFolder(flag: string | null): string | undefined {
  return flag ?? fromEnvironment('RNN_LAB_DATA');
}

export function cacheFolder(): string {
  return fromEnvironment('RNN_LAB_CACHE') ?? envPaths('rnn-lab', { suffix: '' }).cache;
}

export function runsFolder(flag: string | null): string {
  return runs.runsFolder(flag ?? process.env.RNN_LAB_RUNS, folderTypedIn(), WORKSPACE_ROOT);
}

/** A path as the user would type it: relative, if it is inside the folder where the command was typed. */
export function displayPath(path: string): string {
  const typed = relative(folderTypedIn(), path);
  return typed.startsWith('..') ? path : typed;
}

function fromEnvironment(name: string): string | undefined {
  const path = process.env[name];
  return path ? resolve(folderTypedIn(), path) : undefined;
}
