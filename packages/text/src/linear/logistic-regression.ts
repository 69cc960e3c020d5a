import { RandomState } from '@rnn-lab/random';
import type { SparseRows } from './tf-idf';

/** How a logistic regression is fitted. */
export interface LogisticOptions {
  /** Weight of the losses against the penalty: scikit-learn's `C`. */
  readonly cost: number;
  /** Training ends when a pass finds the rows' optimality conditions violated by less than this on average, in log-odds. */
  readonly tolerance: number;
  /** The most passes over the rows. */
  readonly passes: number;
  /** Of the order of the rows. */
  readonly seed: number;
}

/** The column of the constant feature, which no row names. */
export const INTERCEPT = 0;

/** Newton steps per row and pass; a few suffice. */
const NEWTON_STEPS = 100;
/** Dual variables, as fractions of the cost. */
const FIRST_ALPHA = 1e-9;
const LOWEST_ALPHA = 1e-100;

/**
 * L2-regularized logistic regression, min ½‖w‖² + C Σ ln(1 + exp(−yᵢ wᵀxᵢ)), whose intercept is regularized too: the objective
 * of scikit-learn's `LogisticRegression(solver='liblinear')`. By coordinate descent on the dual (Yu, Huang and Lin 2011,
 * "Dual coordinate descent methods for logistic regression and maximum entropy models", algorithm 5; liblinear's solver 7).
 *
 * @param columns number of columns, with that of the intercept
 * @param signs by row: 1 or −1
 * @returns the weights, by column
 */
export function fitLogistic(
  { starts, ends, ids, values }: SparseRows,
  columns: number,
  signs: Int8Array,
  { cost, tolerance, passes, seed }: LogisticOptions,
): Float64Array {
  const rows = signs.length;
  const weights = new Float64Array(columns);
  const alphas = new Float64Array(rows).fill(FIRST_ALPHA * cost);
  const curvatures = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const step = signs[row] * alphas[row];
    let squares = 1;
    for (let i = starts[row]; i < ends[row]; i++) {
      squares += values[i] * values[i];
      weights[ids[i]] += step * values[i];
    }
    weights[INTERCEPT] += step;
    curvatures[row] = squares;
  }

  const random = new RandomState(seed);
  const order = random.permutation(rows);
  let precision = Math.min(1e-2, tolerance);
  for (let pass = 0; pass < passes; pass++) {
    random.shuffle(order);
    let violations = 0;
    let newtonSteps = 0;
    for (let k = 0; k < rows; k++) {
      const row = order[k];
      const start = starts[row];
      const end = ends[row];
      let margin = weights[INTERCEPT];
      for (let i = start; i < end; i++) margin += values[i] * weights[ids[i]];
      margin *= signs[row];

      const solved = solveRow(alphas[row], curvatures[row], margin, cost, precision);
      violations += Math.abs(solved.violation);
      newtonSteps += solved.steps;
      if (solved.steps === 0) continue;
      const step = signs[row] * (solved.alpha - alphas[row]);
      alphas[row] = solved.alpha;
      for (let i = start; i < end; i++) weights[ids[i]] += step * values[i];
      weights[INTERCEPT] += step;
    }
    if (violations < tolerance * rows) break;
    if (newtonSteps <= rows / 10) precision = Math.max(1e-8, 0.1 * precision);
  }
  return weights;
}

/**
 * Minimizes the dual along one row's variable by Newton's method: its optimum has ln(α / (C − α)) = −margin.
 *
 * @param curvature the row's squared norm
 */
function solveRow(alpha: number, curvature: number, margin: number, cost: number, precision: number) {
  // Of α and C − α the one that ends up below C / 2: close to 0 it is known more precisely.
  const isAlpha = 0.5 * curvature * (cost - 2 * alpha) + margin >= 0;
  const signed = isAlpha ? margin : -margin;
  const old = isAlpha ? alpha : cost - alpha;
  const lowest = LOWEST_ALPHA * cost;
  const violation = signed + Math.log(old / (cost - old));
  let z = old;
  let slope = violation;
  let steps = 0;
  if (z > 0.5 * cost && Math.abs(slope) >= precision) {
    z *= 0.1;
    slope = curvature * (z - old) + signed + Math.log(z / (cost - z));
  }
  while (steps < NEWTON_STEPS && Math.abs(slope) >= precision && (z > lowest || slope < 0)) {
    const next = z - slope / (curvature + cost / (cost - z) / z);
    z = next <= 0 ? Math.max(lowest, 0.1 * z) : next;
    slope = curvature * (z - old) + signed + Math.log(z / (cost - z));
    steps++;
  }
  return { alpha: isAlpha ? z : cost - z, violation, steps };
}
