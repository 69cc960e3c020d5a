import { within } from '@rnn-lab/testing';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Longer than any process or turn that is measured, on a slow machine too: they end a hang. */
const LIMIT_SECONDS = 2 * 60 * 60;
/** To end by itself once it is told to. */
const END_LIMIT_SECONDS = 60;

/**
 * What is waited for from a process.
 *
 * @throws Error that names what was waited for, if it takes two hours; the process is killed then
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
 * Tells a process to end, and waits until it has.
 *
 * @param tell how it is told; by SIGTERM if it isn't given
 * @throws Error that names the process, if it does not end within a minute; it is killed then
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
