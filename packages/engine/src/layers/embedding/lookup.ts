import type { Network } from '../../backend/network';
import type { Shape } from '../../backend/packing/shape';
import type { Words } from './words';

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
