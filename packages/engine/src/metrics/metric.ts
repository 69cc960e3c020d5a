/** Numbers of several rows in row-major order. */
export type Numbers = Float32Array | Int32Array;

/** What readers of a metric need to know. */
export interface MetricInfo {
  better: 'higher' | 'lower';
  /** Undefined for a number without a unit. */
  unit?: string;
}

/**
 * A metric of Keras: a state that takes in one batch after the other, and its value so far. `defineMetric` makes one of
 * your own; to add one to the engine, write a file like its neighbours and register it in `index.ts`.
 */
export interface Metric<State = unknown> extends MetricInfo {
  readonly name: string;
  /** If given, `createEngine` refuses the metric with a loss that has other targets: one number per output, or class numbers. */
  readonly targets?: 'perOutput' | 'class';
  /** The state before the first batch. */
  start(): State;
  /**
   * Takes in a batch.
   *
   * @param targets one per output, [rows × width], or one class number per row, [rows]
   * @param predictions the model's outputs, [rows × width]
   * @param width outputs per row
   */
  update(state: State, targets: Numbers, predictions: Float32Array, width: number): void;
  /** NaN if the metric isn't defined for what it has taken in. */
  result(state: State): number;
}

/** Checks the types of a metric, and hides that of its state. */
export function defineMetric<State>(metric: Metric<State>): Metric {
  return metric;
}

interface Mean {
  sum: number;
  count: number;
}

/** A metric that is the mean of what `add` adds. */
export function defineMean(
  metric: Pick<Metric, 'name' | 'better' | 'unit' | 'targets'> & {
    add(mean: Mean, targets: Numbers, predictions: Float32Array, width: number): void;
    /** Applied to the mean. */
    finish?(mean: number): number;
  },
): Metric {
  const { add, finish = (mean) => mean, ...info } = metric;
  return defineMetric<Mean>({
    ...info,
    start: () => ({ sum: 0, count: 0 }),
    update: add,
    result: ({ sum, count }) => finish(sum / count),
  });
}
