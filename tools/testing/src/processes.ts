import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** How a process ended. */
export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Ends a hang, and nothing else: a busy machine needs a small part of it. */
const LIMIT_SECONDS = 120;

/**
 * What a process printed, and its exit code. A process that does not end within two minutes is killed.
 *
 * @throws Error with what it printed so far, if it did not end
 */
export async function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, LIMIT_SECONDS * 1000);
  const [stdout, stderr, [code]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'close') as Promise<[number | null]>,
  ]);
  clearTimeout(timer);
  if (timedOut) {
    const command = child.spawnargs.join(' ');
    throw new Error(`${command} did not end within ${LIMIT_SECONDS} s; it printed:\n${stdout}\n${stderr}`);
  }
  return { code, stdout, stderr };
}

/** @throws Error that names what was waited for, if the promise is still pending after so many seconds */
export async function within<T>(seconds: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what} did not happen within ${seconds} s.`)),
      seconds * 1000,
    );
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
