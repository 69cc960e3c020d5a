import { metricsOf } from '@rnn-lab/runs';
import { NumberList } from './number-list';
import type { MetricLine } from '@rnn-lab/runs';

/** The lines of one kind and split, stored as columns. */
export class MetricColumns {
  readonly step = new NumberList();
  readonly epoch = new NumberList();
  /** Unix milliseconds. */
  readonly time = new NumberList();
  /** Seconds of training. */
  readonly relative = new NumberList();
  readonly #values = new Map<string, NumberList>();
  /** Steps at which a metric has a value that is not finite, unlike those of lines that lack it. */
  readonly #notFinite = new Map<string, Set<number>>();
  #length = 0;
  #lastStep = -Infinity;
  /** Whether every line has a larger step than the one that precedes it. */
  #isAscending = true;
  /** Lines whose `x` values are non-decreasing. */
  #settled = 0;

  constructor(
    readonly kind: MetricLine['kind'],
    readonly split: MetricLine['split'],
  ) {}

  get bytes(): number {
    return this.#columns.reduce((sum, column) => sum + column.bytes, 0);
  }

  get #columns(): NumberList[] {
    return [this.step, this.epoch, this.time, this.relative, ...this.#values.values()];
  }

  push(line: MetricLine): void {
    // The line may replace one with the same step.
    if (line.step <= this.#lastStep) for (const steps of this.#notFinite.values()) steps.delete(line.step);
    this.#isAscending &&= line.step > this.#lastStep;
    this.#lastStep = line.step;
    this.step.push(line.step);
    this.epoch.push(line.epoch);
    this.time.push(line.time);
    this.relative.push(line.t);
    for (const [name, value] of metricsOf(line)) {
      this.#column(name).push(value);
      if (!Number.isFinite(value)) this.#stepsNotFinite(name).add(line.step);
    }
    this.#length += 1;
    // A metric that this line lacks.
    for (const column of this.#values.values()) if (column.length < this.#length) column.push(NaN);
  }

  /**
   * Puts the lines in the order of their steps, of lines with the same step keeps the last (a resumed run repeats steps), and
   * makes epochs and times non-decreasing, even if a clock was set back. Call it after `push` and before reading.
   *
   * @returns how many lines were replaced by a later one
   */
  settle(): number {
    const replaced = this.#isAscending ? 0 : this.#sort();
    for (const column of [this.epoch, this.time, this.relative])
      makeNonDecreasing(column.view(), this.#settled);
    this.#settled = this.#length;
    return replaced;
  }

  #sort(): number {
    const steps = this.step.view();
    const order = Uint32Array.from(steps.keys()).sort((a, b) => steps[a] - steps[b] || a - b);
    const kept = order.filter((line, i) => i + 1 === order.length || steps[order[i + 1]] !== steps[line]);
    for (const column of this.#columns) column.pick(kept);
    const replaced = this.#length - kept.length;
    this.#length = kept.length;
    this.#lastStep = this.step.view()[kept.length - 1];
    this.#isAscending = true;
    this.#settled = 0;
    return replaced;
  }

  /** The metrics that at least one line has. */
  get metrics(): string[] {
    return [...this.#values.keys()];
  }

  /** One value per line, NaN if the line lacks the metric; null if all lack it. */
  values(metric: string): Float64Array | null {
    return this.#values.get(metric)?.view() ?? null;
  }

  /** Rows at which the metric's value is not finite, ascending. */
  notFinite(metric: string): number[] {
    const steps = this.#notFinite.get(metric);
    if (!steps || steps.size === 0) return [];
    return [...this.step.view().keys()].filter((row) => steps.has(this.step.view()[row]));
  }

  #stepsNotFinite(metric: string): Set<number> {
    const known = this.#notFinite.get(metric);
    if (known) return known;
    const steps = new Set<number>();
    this.#notFinite.set(metric, steps);
    return steps;
  }

  #column(metric: string): NumberList {
    const known = this.#values.get(metric);
    if (known) return known;
    const column = new NumberList();
    for (let i = 0; i < this.#length; i++) column.push(NaN);
    this.#values.set(metric, column);
    return column;
  }
}

function makeNonDecreasing(values: Float64Array, from: number): void {
  for (let i = Math.max(1, from); i < values.length; i++) {
    if (values[i] < values[i - 1]) values[i] = values[i - 1];
  }
}
