import { readFileSync } from 'node:fs';

/** Milliseconds between looks at the parent's id. */
const LOOK_EVERY = 500;

/**
 * Calls `onEnd` when npx is ended by a signal. On Linux npx runs a program in a shell and passes the signal to the shell
 * alone, so the program would go on without a parent. Does nothing under any other parent: a program that was started in the
 * background outlives its shell.
 *
 * @returns the function that ends the watch
 */
export function watchNpx(onEnd: () => void): () => void {
  if (!isShellOfNpx()) return () => undefined;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onEnd();
  }, LOOK_EVERY).unref();
  return () => clearInterval(timer);
}

function isShellOfNpx(): boolean {
  const { npm_lifecycle_event: event, npm_lifecycle_script: program } = process.env;
  if (event !== 'npx' || !program) return false;
  try {
    const [, flag, script] = readFileSync(`/proc/${process.ppid}/cmdline`, 'utf8').split('\0');
    return flag === '-c' && script.startsWith(program);
  } catch {
    return false;
  }
}
