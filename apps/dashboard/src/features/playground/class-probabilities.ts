import { binaryProbabilities } from '#api/classes';
import type { Model } from './model';

/** A classifier's probabilities by class, for rows of input; one output is the probability of label 1. */
export async function classProbabilities(
  model: Model,
  rows: readonly (readonly number[])[],
): Promise<number[][]> {
  const outputs = await model.predict(rows);
  const { width } = model;
  return rows.map((_, row) =>
    width === 1
      ? binaryProbabilities(outputs[row])
      : Array.from(outputs.subarray(row * width, (row + 1) * width)),
  );
}
