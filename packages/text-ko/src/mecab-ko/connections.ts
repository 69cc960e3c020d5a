import type { Dictionary } from './dictionary';

/** Columns per tile, as a power of two. */
const TILE_BITS = 8;
const TILE = 1 << TILE_BITS;
const UNUSED = -1;

/**
 * The connection costs of two adjacent words, in a compact matrix: a column per right id of the first word, a row per left
 * id of the second, numbered in the order of first use. The few hundred ids of nearly all words then fit in the CPU cache,
 * instead of being spread over the dictionary's 20 MB.
 */
export class Connections {
  /** The cost of a column and a row is at `columnOffset + rowOffset`. */
  readonly costs: Int16Array;
  private readonly all: Int16Array;
  private readonly leftSize: number;
  private readonly tileSize: number;
  private readonly rows: Int16Array;
  private readonly columns: Int16Array;
  private readonly usedLefts: number[] = [];
  private readonly usedRights: number[] = [];

  constructor({ connections, leftSize, rightSize }: Dictionary) {
    this.all = connections;
    this.leftSize = leftSize;
    this.tileSize = rightSize * TILE;
    this.costs = new Int16Array(Math.ceil(leftSize / TILE) * this.tileSize);
    this.rows = new Int16Array(rightSize).fill(UNUSED);
    this.columns = new Int16Array(leftSize).fill(UNUSED);
  }

  row(left: number): number {
    const row = this.rows[left];
    return row === UNUSED ? this.addRow(left) : row;
  }

  column(right: number): number {
    const column = this.columns[right];
    return column === UNUSED ? this.addColumn(right) : column;
  }

  rowOffset(row: number): number {
    return row << TILE_BITS;
  }

  columnOffset(column: number): number {
    return (column >>> TILE_BITS) * this.tileSize + (column & (TILE - 1));
  }

  private addRow(left: number): number {
    const row = this.usedLefts.push(left) - 1;
    this.rows[left] = row;
    this.usedRights.forEach((right, column) => this.copy(left, right, row, column));
    return row;
  }

  private addColumn(right: number): number {
    const column = this.usedRights.push(right) - 1;
    this.columns[right] = column;
    this.usedLefts.forEach((left, row) => this.copy(left, right, row, column));
    return column;
  }

  private copy(left: number, right: number, row: number, column: number): void {
    this.costs[this.rowOffset(row) + this.columnOffset(column)] = this.all[left * this.leftSize + right];
  }
}
