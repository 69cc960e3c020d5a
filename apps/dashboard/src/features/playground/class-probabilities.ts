import { binaryProbabilities } from '#api/classes';
import type { ModelOutput } from './model';

/** A classifier's probabilities by class, for rows of input; one output is the probability of label 1. */
export async function classProbabilities(
  output: ModelOutput,
  rows: readonly (readonly number[])[],
): Promise<number[][]> {
  const values = await output.predict(rows);
  const { width } = output;
  return rows.map((_, row) =>
    width === 1
      ? binaryProbabilities(values[row])
      : Array.from(values.subarray(row * width, (row + 1) * width)),
  );
}
