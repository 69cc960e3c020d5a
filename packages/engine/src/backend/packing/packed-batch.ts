import type { MatMulName } from '../../types';

/**
 * How one worker's rows of a batch are laid out, like PyTorch's `PackedSequence`. Every matrix is [features, columns]; a
 * column is one row of the batch, and a cell is a column at one time step. Rows are padded at the front, so batch sizes
 * grow over time (PyTorch's shrink).
 */
export interface PackedBatch {
  /** Columns per time step, non-decreasing. */
  batchSizes: readonly number[];
  /** Cells before each time step, and the total at the end: [steps + 1]. */
  offsets: readonly number[];
  /** All columns. More than at the last time step if rows are empty and masked. */
  columns: number;
  /** The first row's column: 1 if column 0 is the shared padding, else 0. */
  firstColumn: number;
}

/**
 * What happens to padding at the front of a row.
 *
 * - `full`: it is computed like any other time step.
 * - `shared`: until their first real token all rows have the same state. Column 0 computes that state once, and a row joins
 *   at its first token with a copy of it.
 * - `masked`: it is skipped. A row joins at its first token with the initial state, zeros.
 */
export type Padding = 'full' | 'shared' | 'masked';

/** One worker's share of a batch: ranks `begin` to `end` of its rows, sorted longest first. */
export interface Part {
  begin: number;
  end: number;
  packed: PackedBatch;
}

function newPackedBatch(batchSizes: readonly number[], columns: number, firstColumn: number): PackedBatch {
  const offsets = [0];
  for (const count of batchSizes) offsets.push(offsets[offsets.length - 1] + count);
  return { batchSizes, offsets, columns, firstColumn };
}

/** Packs rows without sharing padding: every column is there from the first time step. */
export function packFull(columns: number, steps: number, firstColumn = 0): PackedBatch {
  return newPackedBatch(new Array<number>(steps).fill(columns), columns, firstColumn);
}

/** Cost of one time step, forward and backward, in microseconds. Measured with an LSTM of 128 units. */
export interface StepCosts {
  /** With one column, where products are matrix × vector. */
  single: number;
  /** With more columns: the fixed cost of the calls, plus every started panel of `panelColumns`, plus every column. */
  step: number;
  panel: number;
  panelColumns: number;
  column: number;
}

/** ONNX Runtime multiplies 16 columns at a time, WebAssembly two. */
export const STEP_COSTS: Readonly<Record<MatMulName, StepCosts>> = {
  ort: { single: 20, step: 4, panel: 38, panelColumns: 16, column: 3.6 },
  wasm: { single: 16, step: 2, panel: 17, panelColumns: 2, column: 3.6 },
};

/** Rows of a batch, longest first, and how to pack them. */
export interface Batch {
  /** Lengths without padding, longest first. */
  lengths: Int32Array;
  steps: number;
  padding: Padding;
  costs: StepCosts;
}

/** Packs ranks `begin` to `end` of a batch. Padding that may be shared is, if that is cheaper. */
export function pack(batch: Batch, begin: number, end: number): PackedBatch {
  const { lengths, steps, padding } = batch;
  const rows = end - begin;
  if (padding === 'full') return packFull(rows, steps);
  const first = padding === 'shared' ? 1 : 0;
  if (first === 1 && fullCost(rows, batch) <= paddedCost(begin, end, batch)) return packFull(rows, steps);
  const batchSizes = new Array<number>(steps);
  for (let t = 0, rank = begin; t < steps; t++) {
    while (rank < end && joinedLength(lengths[rank], padding) >= steps - t) rank++;
    batchSizes[t] = first + rank - begin;
  }
  return newPackedBatch(batchSizes, first + rows, first);
}

/** Splits the batch among the workers so that the largest cost is within 1% of the minimum (bisection). */
export function partition(batch: Batch, workers: number): Part[] {
  let enough = cost(0, batch.lengths.length, batch);
  // A lower bound, because the parts together cost about as much as the whole batch.
  let tooLittle = enough / (workers + 1);
  while (enough - tooLittle > 0.01 * enough) {
    const limit = (tooLittle + enough) / 2;
    if (fill(batch, workers, limit)) enough = limit;
    else tooLittle = limit;
  }
  const ends = fill(batch, workers, enough) as number[];
  return ends.map((end, i) => {
    const begin = i === 0 ? 0 : ends[i - 1];
    return { begin, end, packed: pack(batch, begin, end) };
  });
}

/** The end of every worker's part if each takes as many rows as cost at most `limit`; undefined if rows remain. */
function fill(batch: Batch, workers: number, limit: number): number[] | undefined {
  const rows = batch.lengths.length;
  const ends: number[] = [];
  let begin = 0;
  for (let worker = 0; worker < workers; worker++) {
    let most = begin;
    let tooMany = rows + 1;
    while (tooMany - most > 1) {
      const end = (most + tooMany) >> 1;
      if (cost(begin, end, batch) <= limit) most = end;
      else tooMany = end;
    }
    ends.push(most);
    begin = most;
  }
  return begin === rows ? ends : undefined;
}

function cost(begin: number, end: number, batch: Batch): number {
  switch (batch.padding) {
    case 'full':
      return fullCost(end - begin, batch);
    case 'shared':
      return Math.min(fullCost(end - begin, batch), paddedCost(begin, end, batch));
    case 'masked':
      return paddedCost(begin, end, batch);
  }
}

/** Cost with a column per row from the first time step. */
function fullCost(rows: number, { steps, costs }: Batch): number {
  return steps * stepCost(rows, costs);
}

/** Cost if rows join at their first token. */
function paddedCost(begin: number, end: number, { lengths, steps, padding, costs }: Batch): number {
  const first = padding === 'shared' ? 1 : 0;
  let sum = 0;
  let left = steps;
  for (let rank = begin; rank <= end; rank++) {
    const length = rank < end ? joinedLength(lengths[rank], padding) : 0;
    sum += (left - length) * stepCost(first + rank - begin, costs);
    left = length;
  }
  return sum;
}

/** With shared padding, the last step needs every row's output, even of an empty row. */
function joinedLength(length: number, padding: Padding): number {
  return padding === 'shared' ? Math.max(length, 1) : length;
}

function stepCost(columns: number, { single, step, panel, panelColumns, column }: StepCosts): number {
  if (columns === 0) return 0;
  if (columns === 1) return single;
  return step + panel * Math.ceil(columns / panelColumns) + column * columns;
}
