import { METRICS } from '@rnn-lab/runs';
import { NumberList } from './number-list';
import type { Metric, MetricLine } from '@rnn-lab/runs';

/** The lines of one kind and split, stored as columns. */
export class MetricColumns {
  readonly step = new NumberList();
  readonly epoch = new NumberList();
  /** Unix milliseconds. */
  readonly time = new NumberList();
  /** Seconds of training. */
  readonly relative = new NumberList();
  readonly #values = new Map<Metric, NumberList>();
  #length = 0;

  constructor(
    readonly kind: MetricLine['kind'],
    readonly split: MetricLine['split'],
  ) {}

  get bytes(): number {
    const columns = [this.step, this.epoch, this.time, this.relative, ...this.#values.values()];
    return columns.reduce((sum, column) => sum + column.bytes, 0);
  }

  push(line: MetricLine): void {
    // Keeps `x` non-decreasing even if a clock is set back.
    pushForward(this.step, line.step);
    pushForward(this.epoch, line.epoch);
    pushForward(this.time, line.time);
    pushForward(this.relative, line.t);
    for (const metric of METRICS) this.#pushValue(metric, line[metric]);
    this.#length += 1;
  }

  /** One value per line, NaN if the line lacks the metric; null if all lack it. */
  values(metric: Metric): Float64Array | null {
    return this.#values.get(metric)?.view() ?? null;
  }

  #pushValue(metric: Metric, value: number | undefined): void {
    const column = this.#values.get(metric);
    if (column) {
      column.push(value ?? NaN);
    } else if (value !== undefined) {
      const first = new NumberList();
      for (let i = 0; i < this.#length; i++) first.push(NaN);
      first.push(value);
      this.#values.set(metric, first);
    }
  }
}

function pushForward(column: NumberList, value: number): void {
  column.push(value < column.last ? column.last : value);
}
