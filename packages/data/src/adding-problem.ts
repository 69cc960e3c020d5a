import type { NdArray } from '@rnn-lab/errors';
import type { RandomState } from '@rnn-lab/random';

/** The first marked value is in one of this many first steps. */
const START = 10;

/** Steps of a sequence with this lag. */
export function addingSteps(lag: number): number {
  return START + lag;
}

/**
 * The adding problem: a step has a value from U(0, 1) and a mark, which is 1 at two steps and 0 at the others; the target is
 * the sum of the two marked values. The first marked step is one of the first 10, the second one of the `lag` steps after
 * them, so that at least `lag` steps follow the first marked value. Always answering the mean, 1, has a mean squared error
 * of 1/6.
 *
 * @returns x, shape [count, 10 + lag, 2] → y, shape [count, 1]
 * @see Hochreiter and Schmidhuber, Long short-term memory, Neural Computation 1997, experiment 4, whose values are from
 *   U(-1, 1) and whose sequences vary in length
 */
export function addingProblem(count: number, lag: number, random: RandomState) {
  const steps = addingSteps(lag);
  const x: NdArray<Float32Array> = { data: new Float32Array(count * steps * 2), shape: [count, steps, 2] };
  const y: NdArray<Float32Array> = { data: new Float32Array(count), shape: [count, 1] };
  for (let row = 0; row < count; row++) {
    const values = random.rand(steps);
    const marked = [random.randint(START), random.randint(START, steps)];
    const first = row * steps * 2;
    values.forEach((value, step) => (x.data[first + step * 2] = value));
    for (const step of marked) {
      x.data[first + step * 2 + 1] = 1;
      y.data[row] += values[step];
    }
  }
  return { x, y };
}
