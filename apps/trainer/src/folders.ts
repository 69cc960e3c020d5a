import envPaths from 'env-paths';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { UsageError } from './errors';

export const WORKSPACE_ROOT = resolve(__dirname, '../../..');

/** A path as typed → absolute. */
export function absolutePath(path: string): string {
  return resolve(whereTyped(), path);
}

/** Where the data sets are looked for first; undefined: in the cache folder. */
export function dataFolder(flag: string | null): string | undefined {
  return flag ?? fromEnvironment('RNN_LAB_DATA');
}

export function cacheFolder(): string {
  return fromEnvironment('RNN_LAB_CACHE') ?? envPaths('rnn-lab', { suffix: '' }).cache;
}

export function runsFolder(flag: string | null): string {
  return flag ?? fromEnvironment('RNN_LAB_RUNS') ?? join(WORKSPACE_ROOT, 'runs');
}

/**
 * Makes a folder to write into, where it is missing.
 * @throws UsageError where it can't be made or written
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new UsageError(
      `${folder} can't be used as a folder to write into (${(error as Error).message}); choose another one.`,
    );
  }
}

/** A folder or file as its reader would type it. */
export function displayPath(path: string): string {
  const typed = relative(whereTyped(), path);
  return typed.startsWith('..') ? path : typed;
}

function fromEnvironment(name: string): string | undefined {
  const path = process.env[name];
  return path ? absolutePath(path) : undefined;
}

// npx starts a program in the root of the package it was typed in, and says in INIT_CWD where in there.
function whereTyped(): string {
  const folder = process.cwd();
  const typed = process.env.INIT_CWD ?? folder;
  return relative(folder, typed).startsWith('..') ? folder : typed;
}
