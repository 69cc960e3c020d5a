import type { MatMulName } from '../../types';

/**
 * How one worker's rows of a batch are laid out, like PyTorch's `PackedSequence`. Every matrix is [features, columns]; a
 * column is one row of the batch, and a cell is a column at one time step.
 *
 * Rows are padded at the front, so batch sizes grow over time (PyTorch's shrink). Until their first real token all rows
 * have the same state. Column 0 computes that state once, and a row joins at its first token with a copy of it.
 */
export interface PackedBatch {
  /** Columns per time step, non-decreasing. */
  batchSizes: readonly number[];
  /** Cells before each time step, and the total at the end: [steps + 1]. */
  offsets: readonly number[];
  /** The first row's column: 1 if column 0 is the shared padding, else 0. */
  firstColumn: number;
}

/** One worker's share of a batch: ranks `begin` to `end` of its rows, sorted longest first. */
export interface Part {
  begin: number;
  end: number;
  packed: PackedBatch;
}

export function newPackedBatch(batchSizes: readonly number[], firstColumn: number): PackedBatch {
  const offsets = [0];
  for (const count of batchSizes) offsets.push(offsets[offsets.length - 1] + count);
  return { batchSizes, offsets, firstColumn };
}

/** Packs rows without sharing padding: every row has its own column from the first time step. */
export function packFull(rows: number, steps: number): PackedBatch {
  return newPackedBatch(new Array<number>(steps).fill(rows), 0);
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

/**
 * Packs ranks `begin` to `end` of a batch, with shared or separate padding, whichever is cheaper.
 *
 * @param lengths lengths without padding, longest first
 */
export function pack(
  lengths: Int32Array,
  begin: number,
  end: number,
  steps: number,
  costs: StepCosts,
): PackedBatch {
  const rows = end - begin;
  if (ownCost(rows, steps, costs) <= sharedCost(lengths, begin, end, steps, costs))
    return packFull(rows, steps);
  const batchSizes = new Array<number>(steps);
  for (let t = 0, rank = begin; t < steps; t++) {
    while (rank < end && joinedLength(lengths[rank]) >= steps - t) rank++;
    batchSizes[t] = 1 + rank - begin;
  }
  return newPackedBatch(batchSizes, 1);
}

/** Splits the batch among the workers so that the largest cost is within 1% of the minimum (bisection). */
export function partition(lengths: Int32Array, steps: number, workers: number, costs: StepCosts): Part[] {
  let enough = cost(lengths, 0, lengths.length, steps, costs);
  // A lower bound, because the parts together cost about as much as the whole batch.
  let tooLittle = enough / (workers + 1);
  while (enough - tooLittle > 0.01 * enough) {
    const limit = (tooLittle + enough) / 2;
    if (fill(lengths, steps, workers, limit, costs)) enough = limit;
    else tooLittle = limit;
  }
  const ends = fill(lengths, steps, workers, enough, costs) as number[];
  return ends.map((end, i) => {
    const begin = i === 0 ? 0 : ends[i - 1];
    return { begin, end, packed: pack(lengths, begin, end, steps, costs) };
  });
}

/** The end of every worker's part if each takes as many rows as cost at most `limit`; undefined if rows remain. */
function fill(
  lengths: Int32Array,
  steps: number,
  workers: number,
  limit: number,
  costs: StepCosts,
): number[] | undefined {
  const ends: number[] = [];
  let begin = 0;
  for (let worker = 0; worker < workers; worker++) {
    let most = begin;
    let tooMany = lengths.length + 1;
    while (tooMany - most > 1) {
      const end = (most + tooMany) >> 1;
      if (cost(lengths, begin, end, steps, costs) <= limit) most = end;
      else tooMany = end;
    }
    ends.push(most);
    begin = most;
  }
  return begin === lengths.length ? ends : undefined;
}

function cost(lengths: Int32Array, begin: number, end: number, steps: number, costs: StepCosts): number {
  return Math.min(ownCost(end - begin, steps, costs), sharedCost(lengths, begin, end, steps, costs));
}

/** Cost with a column per row from the first time step. */
function ownCost(rows: number, steps: number, costs: StepCosts): number {
  return steps * stepCost(rows, costs);
}

/** Cost with shared padding, which rows leave at their first token. */
function sharedCost(
  lengths: Int32Array,
  begin: number,
  end: number,
  steps: number,
  costs: StepCosts,
): number {
  let sum = 0;
  let left = steps;
  for (let rank = begin; rank <= end; rank++) {
    const length = rank < end ? joinedLength(lengths[rank]) : 0;
    sum += (left - length) * stepCost(1 + rank - begin, costs);
    left = length;
  }
  return sum;
}

/** The last step needs every row's output, even of an empty row. */
function joinedLength(length: number): number {
  return Math.max(length, 1);
}

function stepCost(columns: number, { single, step, panel, panelColumns, column }: StepCosts): number {
  if (columns === 0) return 0;
  if (columns === 1) return single;
  return step + panel * Math.ceil(columns / panelColumns) + column * columns;
}
