import { within } from '@rnn-lab/testing';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Only ends a hang: longer than any measured process or turn, even on a slow machine. */
const LIMIT_SECONDS = 2 * 60 * 60;
/** Time for a process to end after it has been told to. */
const END_LIMIT_SECONDS = 60;

/**
 * Waits for something from a process. Kills the process if it takes longer than the limit.
 *
 * @throws Error that names `what` after the limit
 */
export async function fromProcess<T>(
  child: ChildProcess,
  what: string,
  promise: Promise<T>,
  limitSeconds = LIMIT_SECONDS,
): Promise<T> {
  try {
    return await within(limitSeconds, what, promise);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

/**
 * Tells a process to end, and waits for it. Kills the process if it takes longer than the limit.
 *
 * @param tell default: SIGTERM
 * @throws Error that names the process after the limit
 */
export async function endProcess(
  child: ChildProcess,
  title: string,
  tell: () => unknown = () => child.kill(),
  limitSeconds = END_LIMIT_SECONDS,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  tell();
  try {
    await within(limitSeconds, `The end of ${title}`, ended);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}
