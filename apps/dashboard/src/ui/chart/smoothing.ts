/**
 * Exponential moving average, debiased as in TensorBoard: early values are divided by the weight that they have
 * gathered, so that the curve begins at its first value and not near zero.
 * `weight` lies in [0, 1): 0 leaves the values as they are. Gaps stay gaps and do not weigh.
 */
export function smooth(values: readonly (number | null)[], weight: number): (number | null)[] {
  let average = 0;
  let gathered = 0;
  return values.map((value) => {
    if (value === null) return null;
    average = average * weight + (1 - weight) * value;
    gathered = gathered * weight + (1 - weight);
    return average / gathered;
  });
}
