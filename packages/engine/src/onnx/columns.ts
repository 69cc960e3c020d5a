import type { Graph, Value } from './graph';

/**
 * Inside a training graph every matrix is [features, columns]: a column is one sequence at one time step.
 * That way the weights stand on the left of each product, where ONNX Runtime reads them in place; on the right
 * it would copy them into panels at each step.
 *
 * Columns may join late. All pre-padded rows run through the very same states until their first real token, so
 * column 0 computes those states once, and a row's column begins as a copy of column 0 when its first token
 * comes. `columns[t]` is the number of columns at time step t; it never falls.
 */
export type Columns = readonly number[];

/** Adds columns that begin as copies of column 0: [features, from] to [features, to]. */
export function widen(graph: Graph, value: Value, features: number, from: number, to: number): Value {
  if (from === to) return value;
  const first = graph.split(value, [1, from - 1].filter(Boolean), 1)[0];
  return graph.concat([value, graph.node('Expand', [first, graph.integers([features, to - from])])], 1);
}

/** The gradient of `widen`: what reached the copies is added to column 0. */
export function narrow(graph: Graph, gradient: Value, from: number, to: number): Value {
  if (from === to) return gradient;
  const [kept, copies] = graph.split(gradient, [from, to - from], 1);
  const sum = graph.node('ReduceSum', [copies, graph.integers([1])], { keepdims: 1 });
  if (from === 1) return graph.node('Add', [kept, sum]);
  const [first, rest] = graph.split(kept, [1, from - 1], 1);
  return graph.concat([graph.node('Add', [first, sum]), rest], 1);
}

/** Runs of time steps with the same number of columns. */
export function segments(columns: Columns): { columns: number; steps: number }[] {
  const runs: { columns: number; steps: number }[] = [];
  for (const count of columns) {
    const last = runs.at(-1);
    if (last?.columns === count) last.steps++;
    else runs.push({ columns: count, steps: 1 });
  }
  return runs;
}

/** [cells, features] in time order, as the input is filled, to one [features, columns] matrix a time step. */
export function cellsToSteps(graph: Graph, cells: Value, features: number, columns: Columns): Value[] {
  const runs = segments(columns);
  const parts = graph.split(
    cells,
    runs.map((run) => run.columns * run.steps),
    0,
  );
  return runs.flatMap((run, i) => {
    const block = graph.reshape(parts[i], [run.steps, run.columns, features]);
    const steps = graph.split(graph.transpose(block, [0, 2, 1]), new Array(run.steps).fill(1), 0);
    return steps.map((step) => graph.reshape(step, [features, run.columns]));
  });
}

/** The other way: one [features, columns] matrix a time step to [cells, features]. */
export function stepsToCells(graph: Graph, steps: readonly Value[]): Value {
  return graph.transpose(graph.concat(steps, 1), [1, 0]);
}
