/** Does what may fail: the disk is full, and the caller reports the first error. */
export function ignoringErrors(action: () => void): void {
  try {
    action();
  } catch {
    // See above.
  }
}
