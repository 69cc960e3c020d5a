import { MetricColumns } from './metric-columns';
import { MetricsReader } from './metrics-reader';

/** Bytes of columns kept in memory: about 150 runs of 10,000 lines. */
const KEPT_BYTES = 128 * 2 ** 20;

/** metrics.jsonl up to `nextByte`, as columns. */
export interface RunMetrics {
  columns: MetricColumns[];
  unreadableLines: number;
  /** Lines that a later line with the same step replaced. */
  replacedLines: number;
  nextByte: number;
  resumes: number;
}

/** Least-recently-used cache of metrics. If a file has grown, only the new part is read. */
export class MetricsCache {
  /** Most recently used last. */
  readonly #runs = new Map<string, CachedMetrics>();

  constructor(private readonly keptBytes = KEPT_BYTES) {}

  /** The file's current content. The columns keep growing: use them before the next `await`. Rejects like `readMetrics`. */
  async read(directory: string): Promise<RunMetrics> {
    const cached = this.#runs.get(directory) ?? new CachedMetrics(directory);
    this.#runs.delete(directory);
    this.#runs.set(directory, cached);
    const metrics = await cached.update();
    this.#forget(directory);
    return metrics;
  }

  #forget(except: string): void {
    let bytes = 0;
    for (const cached of this.#runs.values()) bytes += cached.bytes;
    for (const [directory, cached] of this.#runs) {
      if (bytes <= this.keptBytes) return;
      if (directory === except) continue;
      this.#runs.delete(directory);
      bytes -= cached.bytes;
    }
  }
}

class CachedMetrics {
  #metrics: RunMetrics = nothing();
  readonly #reader: MetricsReader;

  constructor(directory: string) {
    this.#reader = new MetricsReader(directory, {
      reset: () => {
        this.#metrics = nothing();
      },
      add: (page) => {
        for (const line of page.lines) this.#columns(line.kind, line.split).push(line);
        this.#metrics.unreadableLines += page.unreadableLines;
        this.#metrics.nextByte = page.nextByte;
        this.#metrics.resumes = page.resumes;
      },
    });
  }

  get bytes(): number {
    return this.#metrics.columns.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  async update(): Promise<RunMetrics> {
    await this.#reader.readOn();
    for (const columns of this.#metrics.columns) this.#metrics.replacedLines += columns.settle();
    return this.#metrics;
  }

  #columns(kind: MetricColumns['kind'], split: MetricColumns['split']): MetricColumns {
    const { columns } = this.#metrics;
    const known = columns.find((each) => each.kind === kind && each.split === split);
    if (known) return known;
    const made = new MetricColumns(kind, split);
    columns.push(made);
    return made;
  }
}

function nothing(): RunMetrics {
  return { columns: [], unreadableLines: 0, replacedLines: 0, nextByte: 0, resumes: 0 };
}
