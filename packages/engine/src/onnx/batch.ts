import type { CompilableModel } from './compile';
import type { GraphSession } from './session';

/** The rows that stand in the columns of a session: row `rows[i]` in column `firstColumn + i`. */
export interface Placement {
  rows: Int32Array;
  /** 1 where column 0 is the common padding, else 0. */
  firstColumn: number;
}

/**
 * Fills the session's input from the data, cell by cell in time order; columns without a row get padding.
 *
 * @param x [all rows × inputs]
 * @param table the embedding's weights, [words × dimension]; undefined without an embedding
 */
export function fillInput(
  session: GraphSession,
  model: CompilableModel,
  { rows, firstColumn }: Placement,
  x: Float32Array | Int32Array,
  table: Float32Array | undefined,
): void {
  const { features, steps } = model;
  let cell = 0;
  for (let t = 0; t < steps; t++) {
    for (let column = 0; column < session.columns[t]; column++, cell++) {
      const i = column - firstColumn;
      const real = i >= 0 && i < rows.length;
      if (table)
        copyFloats(
          table,
          (real ? x[rows[i] * steps + t] : 0) * features,
          session.x,
          cell * features,
          features,
        );
      else if (real) copyFloats(x, (rows[i] * steps + t) * features, session.x, cell * features, features);
      else session.x.fill(0, cell * features, (cell + 1) * features);
    }
  }
}

/** Fills the targets, [outputs, columns]; columns without a row get 0. */
export function fillTarget(
  session: GraphSession,
  { rows, firstColumn }: Placement,
  y: Float32Array,
  outputs: number,
): void {
  session.target.fill(0);
  for (let i = 0; i < rows.length; i++) {
    for (let output = 0; output < outputs; output++) {
      session.target[output * session.lastColumns + firstColumn + i] = y[rows[i] * outputs + output];
    }
  }
}

/** Writes prediction and loss of each placed row to where `indices` says, [· × outputs] and [·]. */
export function readResults(
  session: GraphSession,
  { rows, firstColumn }: Placement,
  indices: Int32Array,
  outputs: number,
  predictions: Float32Array,
  losses: Float32Array,
): void {
  for (let i = 0; i < rows.length; i++) {
    const column = firstColumn + i;
    losses[indices[i]] = session.loss[column];
    for (let output = 0; output < outputs; output++) {
      predictions[indices[i] * outputs + output] = session.prediction[output * session.lastColumns + column];
    }
  }
}

/** A loop is faster than `set(subarray())` for the hundred numbers of an embedding row. */
function copyFloats(
  from: Float32Array | Int32Array,
  fromIndex: number,
  to: Float32Array,
  toIndex: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) to[toIndex + i] = from[fromIndex + i];
}

/** Tokens of each row from the first that is not padding (id 0) to the end. */
export function tokenCounts(x: Float32Array | Int32Array, steps: number): Int32Array {
  return Int32Array.from({ length: x.length / steps }, (_, row) => {
    let t = 0;
    while (t < steps && x[row * steps + t] === 0) t++;
    return steps - t;
  });
}

/** Positions 0 … n−1 by falling length, equal ones in their order. */
export function rankByLength(lengths: Int32Array): Int32Array {
  return Int32Array.from(lengths.keys()).sort((a, b) => lengths[b] - lengths[a] || a - b);
}
