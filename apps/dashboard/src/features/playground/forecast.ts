import type { Scaling } from '#api/playground';
import type { ModelOutput } from './model';

/**
 * Forecasts by feeding outputs back as inputs.
 *
 * @param history values before the first forecast, in the series' unit: as many as the model's window has
 * @returns a value a step, in the series' unit
 */
export async function forecast(
  output: ModelOutput,
  history: readonly number[],
  steps: number,
  { mean, deviation }: Scaling,
  signal: AbortSignal,
): Promise<number[]> {
  const window = history.map((value) => (value - mean) / deviation);
  const values: number[] = [];
  while (values.length < steps) {
    signal.throwIfAborted();
    const [value] = await output.predict([window]);
    window.shift();
    window.push(value);
    values.push(value * deviation + mean);
  }
  return values;
}
