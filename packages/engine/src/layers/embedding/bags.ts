import { InputError } from '../../errors';
import type { CompiledModel } from '../../graph/compile-model';

/** The rows of an `EmbeddingBag`'s table by id. */
export class Bags {
  /** The rows of id i are `rows[begins[i]]` … `rows[begins[i + 1] − 1]`. */
  readonly begins: Int32Array;
  readonly rows: Int32Array;

  /**
   * @param weight the layer's `bags`: [ids × size], where 0 stands for none
   * @throws InputError if it has anything but rows of the table
   */
  constructor(weight: Float32Array, size: number, tableSize: number) {
    this.begins = new Int32Array(weight.length / size + 1);
    const rows = new Int32Array(weight.length);
    let count = 0;
    weight.forEach((row, i) => {
      if (!Number.isInteger(row) || row < 0 || row >= tableSize) refuse(row, tableSize);
      if (row > 0) rows[count++] = row;
      if ((i + 1) % size === 0) this.begins[(i + 1) / size] = count;
    });
    this.rows = rows.slice(0, count);
  }
}

/** How an embedding's rows are found in the vector of all weights. */
export interface Lookup {
  /** The table's first element. */
  offset: number;
  /** Without them, an id's row is the one with its number. */
  bags?: Bags;
}

/** By node. */
export type Lookups = ReadonlyMap<number, Lookup>;

/** @param w all weights */
export function lookupsOf(embeddings: CompiledModel['embeddings'], w: Float32Array): Lookups {
  const lookups = [...embeddings].map(([node, { table, bags }]): [number, Lookup] => {
    const { offset } = table;
    if (!bags) return [node, { offset }];
    const rows = w.subarray(bags.offset, bags.offset + bags.size);
    return [node, { offset, bags: new Bags(rows, bags.shape[1], table.shape[0]) }];
  });
  return new Map(lookups);
}

function refuse(row: number, tableSize: number): never {
  throw new InputError(
    `The weight "bags" of an EmbeddingBag must hold rows of its table, 0 to ${tableSize - 1}, but has ${row}.`,
  );
}
