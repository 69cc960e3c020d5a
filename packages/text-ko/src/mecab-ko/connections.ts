import type { Dictionary } from './dictionary';

/** This many columns, as a power of two, lie together. */
const TILE_BITS = 8;
const TILE = 1 << TILE_BITS;
const UNMET = -1;

/**
 * The costs of two neighboring words, by numbers that their ids are given in the order in which they are met: a column
 * for the right id of the first, a row for the left id of the second. The few hundred ids of nearly all words then share
 * a processor's cache, instead of lying about in the dictionary's 20 MB.
 */
export class Connections {
  /** The cost of a column and a row is at the sum of their offsets. */
  readonly costs: Int16Array;
  private readonly all: Int16Array;
  private readonly leftSize: number;
  private readonly tileSize: number;
  private readonly rows: Int16Array;
  private readonly columns: Int16Array;
  private readonly metLefts: number[] = [];
  private readonly metRights: number[] = [];

  constructor({ connections, leftSize, rightSize }: Dictionary) {
    this.all = connections;
    this.leftSize = leftSize;
    this.tileSize = rightSize * TILE;
    this.costs = new Int16Array(Math.ceil(leftSize / TILE) * this.tileSize);
    this.rows = new Int16Array(rightSize).fill(UNMET);
    this.columns = new Int16Array(leftSize).fill(UNMET);
  }

  row(left: number): number {
    const row = this.rows[left];
    return row === UNMET ? this.addRow(left) : row;
  }

  column(right: number): number {
    const column = this.columns[right];
    return column === UNMET ? this.addColumn(right) : column;
  }

  rowOffset(row: number): number {
    return row << TILE_BITS;
  }

  columnOffset(column: number): number {
    return (column >>> TILE_BITS) * this.tileSize + (column & (TILE - 1));
  }

  private addRow(left: number): number {
    const row = this.metLefts.push(left) - 1;
    this.rows[left] = row;
    this.metRights.forEach((right, column) => this.copy(left, right, row, column));
    return row;
  }

  private addColumn(right: number): number {
    const column = this.metRights.push(right) - 1;
    this.columns[right] = column;
    this.metLefts.forEach((left, row) => this.copy(left, right, row, column));
    return column;
  }

  private copy(left: number, right: number, row: number, column: number): void {
    this.costs[this.rowOffset(row) + this.columnOffset(column)] = this.all[left * this.leftSize + right];
  }
}
