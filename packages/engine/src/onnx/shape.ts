/**
 * How the rows of a batch lie in one thread's matrices. Every matrix is [features, columns]; a column is one row of the
 * batch, and a cell is a column at one time step.
 *
 * Columns may join late: all pre-padded rows run through the very same states until their first real token, so column 0
 * computes those once, and a row's column begins as a copy of column 0 when its first token comes.
 */
export interface Shape {
  /** Columns at each time step; they never get fewer. */
  columns: readonly number[];
  /** Cells before each time step, and at the end all of them. */
  offsets: readonly number[];
  /** The column of the first row: 1 where column 0 is the padding, else 0. */
  firstColumn: number;
}

/** A thread's part of a batch: the ranks from `begin` to `end` of its rows by length, longest first. */
export interface Part {
  begin: number;
  end: number;
  shape: Shape;
}

export function shapeOf(columns: readonly number[], firstColumn: number): Shape {
  const offsets = [0];
  for (const count of columns) offsets.push(offsets[offsets.length - 1] + count);
  return { columns, offsets, firstColumn };
}

/** Every row has its own column from the first time step on. */
export function fullShape(rows: number, steps: number): Shape {
  return shapeOf(new Array<number>(steps).fill(rows), 0);
}

// What a time step costs, forward and backward, measured for an LSTM of 128 units, in microseconds.
/** Of one column, whose products need no call of ONNX Runtime. */
const SINGLE_COST = 20;
/** Of several: the calls, each panel of 16 columns, of which a part costs as much as the whole, and each column. */
const STEP_COST = 4;
const PANEL = 16;
const PANEL_COST = 38;
const COLUMN_COST = 3.6;

/**
 * The cheapest shape for the given rows of a batch.
 *
 * @param lengths tokens behind the padding of each row, longest first
 */
export function shapeFor(lengths: Int32Array, begin: number, end: number, steps: number): Shape {
  const rows = end - begin;
  if (ownCost(rows, steps) <= sharedCost(lengths, begin, end, steps)) return fullShape(rows, steps);
  const columns = new Array<number>(steps);
  for (let t = 0, rank = begin; t < steps; t++) {
    while (rank < end && joinedLength(lengths[rank]) >= steps - t) rank++;
    columns[t] = 1 + rank - begin;
  }
  return shapeOf(columns, 1);
}

/** Parts for as many workers, the most expensive of which is as cheap as can be within a hundredth. */
export function partition(lengths: Int32Array, steps: number, workers: number): Part[] {
  let enough = cost(lengths, 0, lengths.length, steps);
  // Parts cost together about as much as the whole.
  let tooLittle = enough / (workers + 1);
  while (enough - tooLittle > 0.01 * enough) {
    const limit = (tooLittle + enough) / 2;
    if (fill(lengths, steps, workers, limit)) enough = limit;
    else tooLittle = limit;
  }
  const ends = fill(lengths, steps, workers, enough) as number[];
  return ends.map((end, i) => {
    const begin = i === 0 ? 0 : ends[i - 1];
    return { begin, end, shape: shapeFor(lengths, begin, end, steps) };
  });
}

/** Where the workers' parts end when each takes all rows it can within the limit; undefined where rows are left. */
function fill(lengths: Int32Array, steps: number, workers: number, limit: number): number[] | undefined {
  const ends: number[] = [];
  let begin = 0;
  for (let worker = 0; worker < workers; worker++) {
    let most = begin;
    let tooMany = lengths.length + 1;
    while (tooMany - most > 1) {
      const end = (most + tooMany) >> 1;
      if (cost(lengths, begin, end, steps) <= limit) most = end;
      else tooMany = end;
    }
    ends.push(most);
    begin = most;
  }
  return begin === lengths.length ? ends : undefined;
}

function cost(lengths: Int32Array, begin: number, end: number, steps: number): number {
  return Math.min(ownCost(end - begin, steps), sharedCost(lengths, begin, end, steps));
}

/** Of rows that all have their column from the first time step on. */
function ownCost(rows: number, steps: number): number {
  return steps * stepCost(rows);
}

/** Of rows that join a column of padding at their first token. */
function sharedCost(lengths: Int32Array, begin: number, end: number, steps: number): number {
  let sum = 0;
  let left = steps;
  for (let rank = begin; rank <= end; rank++) {
    const length = rank < end ? joinedLength(lengths[rank]) : 0;
    sum += (left - length) * stepCost(1 + rank - begin);
    left = length;
  }
  return sum;
}

/** The last step must hold every row, however short. */
function joinedLength(length: number): number {
  return Math.max(length, 1);
}

function stepCost(columns: number): number {
  if (columns === 0) return 0;
  if (columns === 1) return SINGLE_COST;
  return STEP_COST + PANEL_COST * Math.ceil(columns / PANEL) + COLUMN_COST * columns;
}
