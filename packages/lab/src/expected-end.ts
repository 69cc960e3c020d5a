/**
 * When the last of a training's steps is likely to end, by the mean speed of the steps so far.
 *
 * @param lastStep its number
 * @returns called after every step: Unix milliseconds, undefined after the first
 */
export function expectedEnd(lastStep: number): (step: number, now?: number) => number | undefined {
  let first: { step: number; at: number } | undefined;
  return (step, now = Date.now()) => {
    if (!first) {
      first = { step, at: now };
      return undefined;
    }
    return now + ((now - first.at) / (step - first.step)) * (lastStep - step);
  };
}
