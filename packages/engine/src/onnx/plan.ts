import type { Columns } from './columns';

/**
 * Who computes what in a batch. The rows of a batch are ranked by length, longest first; a worker takes the ranks
 * from `begin` to `end`, each in a column of its own.
 */
export interface WorkerPlan {
  begin: number;
  end: number;
  /** Column 0 is the common pre-padding, and a row's column begins at its first real token or before. */
  sharedPadding: boolean;
  columns: Columns;
}

export type Plan = readonly WorkerPlan[];

/** ONNX Runtime's float32 product works on panels of 16 columns; a part of one costs as much as the whole. */
const PANEL = 16;
/** Cost of a step beside its products, in panels: measured for an LSTM of 128 units. */
const STEP_COST = 0.4;
/** A single column is a matrix-vector product, which needs no panel. */
const VECTOR_COST = 0.25;
/** Boundaries between workers that are tried. */
const BOUNDARIES = 64;

/** Every row a column from the first time step on, in equal parts: right for any batch of up to `batchSize` rows. */
export function fullPlan(batchSize: number, steps: number, workers: number): Plan {
  return Array.from({ length: workers }, (_, worker) => {
    const begin = Math.floor((batchSize * worker) / workers);
    const end = Math.floor((batchSize * (worker + 1)) / workers);
    return { begin, end, sharedPadding: false, columns: new Array(steps).fill(end - begin) };
  });
}

/**
 * The cheapest plan for batches like the given ones; a batch that does not fit it needs the full plan.
 *
 * @param batches lengths of the rows of sample batches, each sorted, longest first
 */
export function planFor(
  batches: readonly Int32Array[],
  batchSize: number,
  steps: number,
  workers: number,
): Plan {
  const full = fullPlan(batchSize, steps, workers);
  const fullCost = planCost(full);
  let best = full;
  let bestCost = fullCost;
  for (const quantile of [0.9, 0.95, 0.98, 0.99, 1]) {
    const plan = partition(activeRows(batches, steps, quantile), batchSize, steps, workers);
    const misfits = batches.filter((lengths) => !fits(plan, lengths)).length / batches.length;
    const cost = (1 - misfits) * planCost(plan) + misfits * fullCost;
    if (cost < bestCost) [best, bestCost] = [plan, cost];
  }
  return best;
}

/** Whether each row of a batch has its column by the time of its first real token. */
export function fits(plan: Plan, lengths: Int32Array): boolean {
  return plan.every(({ begin, end, sharedPadding, columns }) => {
    if (!sharedPadding) return true;
    for (let rank = begin; rank < Math.min(end, lengths.length); rank++) {
      const firstToken = columns.length - lengths[rank];
      const column = 1 + rank - begin;
      if (firstToken < columns.length && columns[firstToken] <= column) return false;
    }
    return true;
  });
}

function planCost(plan: Plan): number {
  return Math.max(...plan.map(({ columns }) => columnsCost(columns)));
}

function columnsCost(columns: Columns): number {
  return columns.reduce((cost, n) => cost + STEP_COST + (n === 1 ? VECTOR_COST : Math.ceil(n / PANEL)), 0);
}

/** For each time step the number of rows past their padding that the given share of the batches does not exceed. */
function activeRows(batches: readonly Int32Array[], steps: number, quantile: number): number[] {
  return Array.from({ length: steps }, (_, t) => {
    const counts = batches.map((lengths) => lengths.filter((length) => length >= steps - t).length);
    counts.sort((a, b) => a - b);
    return counts[Math.ceil(quantile * counts.length) - 1];
  });
}

/** The contiguous parts of the ranks, one a worker, whose most expensive one is cheapest. */
function partition(active: readonly number[], batchSize: number, steps: number, workers: number): Plan {
  const unit = Math.ceil(batchSize / BOUNDARIES);
  const boundaries = Array.from({ length: Math.ceil(batchSize / unit) + 1 }, (_, i) =>
    Math.min(i * unit, batchSize),
  );
  const memo = new Map<string, { cost: number; plan: Plan }>();

  const solve = (from: number, left: number): { cost: number; plan: Plan } => {
    const key = `${from}/${left}`;
    const known = memo.get(key);
    if (known) return known;
    let best = { cost: Infinity, plan: [] as Plan };
    const candidates = left === 1 ? [boundaries.length - 1] : range(from + 1, boundaries.length - left + 1);
    for (const to of candidates) {
      const part = cheapestColumns(active, boundaries[from], boundaries[to], steps);
      const rest = left === 1 ? { cost: 0, plan: [] } : solve(to, left - 1);
      const cost = Math.max(columnsCost(part.columns), rest.cost);
      if (cost < best.cost) best = { cost, plan: [part, ...rest.plan] };
    }
    memo.set(key, best);
    return best;
  };
  return solve(0, Math.min(workers, boundaries.length - 1)).plan;
}

function cheapestColumns(active: readonly number[], begin: number, end: number, steps: number): WorkerPlan {
  const rows = end - begin;
  const own = { begin, end, sharedPadding: false, columns: new Array<number>(steps).fill(rows) };
  const shared = {
    begin,
    end,
    sharedPadding: true,
    columns: active.map((count) => {
      const needed = Math.min(Math.max(count - begin, 0), rows);
      return needed === 0 ? 1 : Math.min(Math.ceil((needed + 1) / PANEL) * PANEL, rows + 1);
    }),
  };
  // The last step must hold every row, however short.
  shared.columns[steps - 1] = rows + 1;
  return columnsCost(shared.columns) < columnsCost(own.columns) ? shared : own;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(to - from, 0) }, (_, i) => from + i);
}
