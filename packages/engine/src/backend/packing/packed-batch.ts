import type { MatMulName } from '../../types';

/**
 * How the rows of a batch lie in one thread's matrices. Every matrix is [features, columns]; a column is one row of the
 * batch, and a cell is a column at one time step.
 *
 * Columns may join late: all pre-padded rows run through the very same states until their first real token, so column 0
 * computes those once, and a row's column begins as a copy of column 0 when its first token comes.
 */
export interface PackedBatch {
  /** Columns at each time step; they never get fewer. */
  batchSizes: readonly number[];
  /** Cells before each time step, and at the end all of them. */
  offsets: readonly number[];
  /** The column of the first row: 1 where column 0 is the padding, else 0. */
  firstColumn: number;
}

/** A thread's part of a batch: the ranks from `begin` to `end` of its rows by length, longest first. */
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

/** Every row has its own column from the first time step on. */
export function packFull(rows: number, steps: number): PackedBatch {
  return newPackedBatch(new Array<number>(steps).fill(rows), 0);
}

/** What a time step costs, forward and backward, measured for an LSTM of 128 units, in microseconds. */
export interface StepCosts {
  /** One column: products of a matrix and a vector. */
  single: number;
  /** Several columns: the calls, each panel of `panelColumns`, of which a part costs as much as the whole, each column. */
  step: number;
  panel: number;
  panelColumns: number;
  column: number;
}

/** By what multiplies: ONNX Runtime takes 16 columns at a time, WebAssembly two. */
export const STEP_COSTS: Readonly<Record<MatMulName, StepCosts>> = {
  ort: { single: 20, step: 4, panel: 38, panelColumns: 16, column: 3.6 },
  wasm: { single: 16, step: 2, panel: 17, panelColumns: 2, column: 3.6 },
};

/**
 * The cheapest packing of the given rows of a batch.
 *
 * @param lengths tokens behind the padding of each row, longest first
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

/** Parts for as many workers, the most expensive of which is as cheap as can be within a hundredth. */
export function partition(lengths: Int32Array, steps: number, workers: number, costs: StepCosts): Part[] {
  let enough = cost(lengths, 0, lengths.length, steps, costs);
  // Parts cost together about as much as the whole.
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

/** Where the workers' parts end when each takes all rows it can within the limit; undefined where rows are left. */
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

/** Of rows that all have their column from the first time step on. */
function ownCost(rows: number, steps: number, costs: StepCosts): number {
  return steps * stepCost(rows, costs);
}

/** Of rows that join a column of padding at their first token. */
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

/** The last step must hold every row, however short. */
function joinedLength(length: number): number {
  return Math.max(length, 1);
}

function stepCost(columns: number, { single, step, panel, panelColumns, column }: StepCosts): number {
  if (columns === 0) return 0;
  if (columns === 1) return single;
  return step + panel * Math.ceil(columns / panelColumns) + column * columns;
}
