/** The index of the highest probability; the first one of equals, like `np.argmax`. */
export function mostProbable(probabilities: ArrayLike<number>): number {
  let best = 0;
  for (let k = 1; k < probabilities.length; k++) if (probabilities[k] > probabilities[best]) best = k;
  return best;
}

/** Of the labels 0 and 1, from the probability of label 1. */
export function binaryProbabilities(probability: number): number[] {
  return [1 - probability, probability];
}

/** The names of as many classes; a class that run.json doesn't name has its number. */
export function classNames(classes: readonly string[] | undefined, count: number): string[] {
  return Array.from({ length: count }, (_, k) => classes?.[k] ?? String(k));
}
