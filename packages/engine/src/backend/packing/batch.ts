import type { CompilableModel } from '../../graph/compilable';
import { LOSSES } from '../../losses/losses';
import type { Network } from '../network';
import type { Shape } from './shape';
import type { Words } from '../../layers/embedding/words';

/**
 * Numbers the words of the rows, and gives each cell the number of its word; a column without a row has padding.
 *
 * @param x word ids, [all rows × steps]
 * @param cells receives the number of each cell's word, in time order
 */
export function numberWords(
  words: Words,
  cells: Int32Array,
  { columns, firstColumn }: Shape,
  rows: Int32Array,
  x: Float32Array | Int32Array,
): void {
  let cell = 0;
  for (const [t, count] of columns.entries()) {
    for (let column = 0; column < count; column++) {
      const i = column - firstColumn;
      cells[cell++] = words.numberOf(i < 0 ? 0 : x[rows[i] * columns.length + t]);
    }
  }
}

/**
 * Fills the network's input from its `begin` on with the words' rows of the embedding.
 *
 * @param embedding [vocabulary × features]
 */
export function lookUp(network: Network, words: Words, embedding: Float32Array): void {
  const { begin, features } = network.input;
  network.input.count = words.count;
  const { table } = network;
  for (let i = begin; i < words.count; i++) {
    const from = words.ids[i] * features;
    table.set(embedding.subarray(from, from + features), i * features);
  }
}

/**
 * Fills the network's input with the rows' own numbers, in time order.
 *
 * @param x [all rows × steps × features]
 */
export function fillInput(
  network: Network,
  { columns, offsets }: Shape,
  rows: Int32Array,
  x: Float32Array | Int32Array,
): void {
  const { features } = network.input;
  network.input.count = offsets[columns.length];
  const { table } = network;
  let at = 0;
  for (const [t, count] of columns.entries()) {
    for (let column = 0; column < count; column++) {
      const from = (rows[column] * columns.length + t) * features;
      for (let i = 0; i < features; i++) table[at++] = x[from + i];
    }
  }
}

/**
 * Takes prediction and loss of each row from the network's output to where `indices` says, [· × outputs] and [·], and
 * gives the network the gradient of the loss where `weight`, that of a row, is there.
 */
export function evaluateLoss(
  network: Network,
  model: CompilableModel,
  { firstColumn }: Shape,
  { rows, y, indices }: { rows: Int32Array; y?: Float32Array; indices: Int32Array },
  { predictions, losses }: { predictions: Float32Array; losses: Float32Array },
  weight?: number,
): void {
  const { outputs } = model;
  const { evaluate } = LOSSES[model.loss];
  const { output } = network;
  const gradient = weight === undefined ? undefined : network.outputGradient;
  // The column of the padding is nobody's row.
  gradient?.fill(0, 0, firstColumn * outputs);
  for (let i = 0; i < rows.length; i++) {
    let sum = 0;
    for (let k = 0; k < outputs; k++) {
      const at = (firstColumn + i) * outputs + k;
      const result = evaluate(output[at], y ? y[rows[i] * outputs + k] : 0);
      sum += result.loss;
      predictions[indices[i] * outputs + k] = result.prediction;
      if (gradient) gradient[at] = (result.gradient / outputs) * (weight as number);
    }
    losses[indices[i]] = sum / outputs;
  }
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
