import { mean } from 'simple-statistics';

/**
 * The sample autocorrelation r_k = c_k / c_0 with c_k = Σ (x_t − x̄)(x_{t+k} − x̄) / n, as `acf` in R and statsmodels.
 *
 * @param most the largest lag
 * @returns by lag, from 0; empty for a constant series, for which it isn't defined
 */
export function autocorrelation(values: number[], most: number): number[] {
  const center = mean(values);
  const deviations = Float64Array.from(values, (value) => value - center);
  const productAt = (lag: number) => {
    let sum = 0;
    for (let t = 0; t + lag < deviations.length; t++) sum += deviations[t] * deviations[t + lag];
    return sum;
  };
  const variance = productAt(0);
  if (variance === 0) return [];
  return Array.from({ length: most + 1 }, (_, lag) => productAt(lag) / variance);
}
