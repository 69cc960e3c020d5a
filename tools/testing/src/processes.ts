import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

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
export async function outcomeOf(child: ChildProcess, limitSeconds = LIMIT_SECONDS): Promise<Outcome> {
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => (printed[name] += text));
  }
  try {
    const what = `The end of ${child.spawnargs.join(' ')}`;
    const [code] = (await within(limitSeconds, what, once(child, 'close'))) as [number | null];
    return { code, ...printed };
  } catch (error) {
    child.kill('SIGKILL');
    // What it has started may live on, and hold its pipes open.
    child.stdout?.destroy();
    child.stderr?.destroy();
    const { message } = error as Error;
    throw new Error(`${message} It printed:\n${printed.stdout}\n${printed.stderr}`, { cause: error });
  }
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
