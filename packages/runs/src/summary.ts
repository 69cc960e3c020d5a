import { metricsOf } from './lines';
import { metricInfoOf, metricKey } from './metrics';
import type { MetricLine } from './lines';
import type { MetricInfo, MetricInfos } from './metrics';
import type { MetricSummary } from './run-file';

const SPARK_VALUES = 64;

/** Any number is better than NaN. */
function isBetter(better: MetricInfo['better'], value: number, than: number): boolean {
  if (Number.isNaN(than)) return !Number.isNaN(value);
  return better === 'higher' ? value > than : value < than;
}

/** run.json's `summary`, updated line by line in constant memory. */
export class Summary {
  readonly #series = new Map<string, Series>();

  /** @param infos run.json's `metricInfo`; must be set before the first line of a metric */
  constructor(public infos: MetricInfos) {}

  /** Takes in the next line of metrics.jsonl. */
  add(line: MetricLine): void {
    for (const [name, value] of metricsOf(line)) {
      const key = metricKey(line.split, name);
      const series = this.#series.get(key) ?? new Series(metricInfoOf(name, this.infos).better);
      this.#series.set(key, series);
      series.add(line.kind, line.step, value);
    }
  }

  /** By split and metric (`test.accuracy`). */
  toJSON(): Record<string, MetricSummary> {
    return Object.fromEntries([...this.#series].map(([key, series]) => [key, series.toJSON()]));
  }
}

class Series {
  readonly #spark = new Spark();
  #sparkKind?: MetricLine['kind'];
  #kind?: MetricLine['kind'];
  #last = NaN;
  #best = NaN;
  #bestStep = 0;

  /** @param better undefined: there is no best value */
  constructor(private readonly better: MetricInfo['better']) {}

  add(kind: MetricLine['kind'], step: number, value: number): void {
    this.#sparkKind ??= kind;
    if (kind === this.#sparkKind) this.#spark.add(value);

    // Once there is an epoch, steps no longer count: a batch's value isn't comparable with the mean of an epoch.
    if (this.#kind === 'epoch' && kind === 'step') return;
    const isFirst = kind !== this.#kind;
    this.#kind = kind;
    this.#last = value;
    if (isFirst || isBetter(this.better, value, this.#best)) {
      this.#best = value;
      this.#bestStep = step;
    }
  }

  toJSON(): MetricSummary {
    const best = this.better && { best: this.#best, bestStep: this.#bestStep };
    return { last: this.#last, ...best, spark: this.#spark.values() };
  }
}

/** A curve of any length in at most 64 values: means over buckets, whose size doubles when all are full. */
class Spark {
  #means: number[] = [];
  #size = 1;
  #sum = 0;
  #count = 0;

  add(value: number): void {
    this.#sum += value;
    this.#count += 1;
    if (this.#count < this.#size) return;
    this.#means.push(this.#sum / this.#size);
    this.#sum = this.#count = 0;
    if (this.#means.length === SPARK_VALUES) {
      this.#means = this.#means
        .filter((_, i) => i % 2 === 0)
        .map((mean, i) => (mean + this.#means[2 * i + 1]) / 2);
      this.#size *= 2;
    }
  }

  /** With four digits, enough for a sparkline. */
  values(): number[] {
    const values = this.#count > 0 ? [...this.#means, this.#sum / this.#count] : this.#means;
    return values.map((value) => Number(value.toPrecision(4)));
  }
}
