import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a process ended. */
export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Only ends a hang: even a busy machine needs far less. */
const LIMIT_SECONDS = 120;

/**
 * Waits for a process to end. Kills it if it does not end within the limit.
 *
 * @throws Error with the output so far if it did not end
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
    // Its child processes may live on and hold the pipes open.
    child.stdout?.destroy();
    child.stderr?.destroy();
    const { message } = error as Error;
    throw new Error(`${message} It printed:\n${printed.stdout}\n${printed.stderr}`, { cause: error });
  }
}

/** @throws Error that names `what` if the promise is still pending after so many seconds */
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

/** A process whose output is kept, to wait for what it prints. */
export class PrintingProcess {
  /** What it has printed so far. */
  text = '';
  readonly ended: Promise<Outcome>;

  /** @param limitSeconds only ends a hang */
  constructor(
    readonly child: ChildProcess,
    private readonly limitSeconds = LIMIT_SECONDS,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.text += text));
    }
    this.ended = outcomeOf(child, limitSeconds);
  }

  /** Waits until it has printed a text. */
  async prints(text: string): Promise<void> {
    const isPrinted = async () => {
      while (!this.text.includes(text)) await sleep(50);
    };
    try {
      await within(this.limitSeconds, `"${text}"`, isPrinted());
    } catch (error) {
      throw new Error(`${(error as Error).message} It printed:\n${this.text}`, { cause: error });
    }
  }
}
