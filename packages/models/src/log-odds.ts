/** Keras's epsilon: probabilities closer to 0 or 1 count as this close, so that log-odds are finite. */
const EPSILON = 1e-7;

/** The log-odds, ln(p / (1 − p)), of a probability. */
export function logOdds(probability: number): number {
  const clipped = Math.min(Math.max(probability, EPSILON), 1 - EPSILON);
  return Math.log(clipped / (1 - clipped));
}
