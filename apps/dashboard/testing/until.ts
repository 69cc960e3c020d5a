import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds between checks. */
const LOOK_EVERY = 20;

/** @throws Error that names the condition, if it isn't met in time */
export async function until(
  seconds: number,
  what: string,
  isSo: () => boolean | Promise<boolean>,
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`${what} did not happen within ${seconds} s.`);
    await sleep(LOOK_EVERY);
  }
}
