/**
 * Epochs completed after each step, as a fraction: 0.5 is the middle of the first. An epoch's length is the number of its
 * steps. The last epoch may be incomplete, so its length is that of the previous one or, if it is the first, `planned`.
 *
 * @param steps not decreasing
 * @param epochs of each step, from 1
 */
export function fractionalEpochs(
  steps: Float64Array,
  epochs: Float64Array,
  planned: number | null,
): Float64Array {
  const fractional = new Float64Array(steps.length);
  let before = planned;
  for (let start = 0; start < steps.length;) {
    let end = start + 1;
    while (end < steps.length && epochs[end] === epochs[start]) end += 1;
    const isLast = end === steps.length;
    const got = steps[end - 1] - steps[start] + 1;
    const count = Math.max(got, isLast ? (before ?? got) : got);
    for (let i = start; i < end; i++) {
      fractional[i] = epochs[start] - 1 + (steps[i] - steps[start] + 1) / count;
    }
    before = count;
    start = end;
  }
  return fractional;
}
