import { readMetrics } from '@rnn-lab/runs';
import { MetricColumns } from './metric-columns';

/** Bytes of columns kept in memory: of 1,000 runs with 10,000 lines the 150 or so looked at last. */
const KEPT_BYTES = 128 * 2 ** 20;

/** metrics.jsonl in columns, up to a byte. */
export interface RunMetrics {
  columns: MetricColumns[];
  unreadableLines: number;
  nextByte: number;
  resumes: number;
}

/** The metrics of the runs looked at last; of a file that has grown, only what is new is read. */
export class MetricsCache {
  /** The one asked for last comes last. */
  readonly #runs = new Map<string, CachedMetrics>();

  constructor(private readonly keptBytes = KEPT_BYTES) {}

  /** What the file holds now. Use it before the next `await`, as it goes on growing. Rejects like `readMetrics`. */
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
  #metrics: RunMetrics = nothing(0);
  #resumes: number | undefined;
  #updating: Promise<unknown> = Promise.resolve();

  constructor(private readonly directory: string) {}

  get bytes(): number {
    return this.#metrics.columns.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** One update at a time, so that no line is counted twice. */
  update(): Promise<RunMetrics> {
    const updating = this.#updating.catch(() => undefined).then(() => this.#readOn());
    this.#updating = updating;
    return updating;
  }

  async #readOn(): Promise<RunMetrics> {
    for (;;) {
      const { nextByte } = this.#metrics;
      const page = await readMetrics(this.directory, { fromByte: nextByte, resumes: this.#resumes });
      if (page.fromByte < nextByte) {
        // The file was cut below what is known, by a resume: rare enough to read it anew.
        this.#metrics = nothing(page.resumes);
        this.#resumes = page.resumes;
        if (page.fromByte > 0) continue;
      }
      for (const line of page.lines) this.#columns(line.kind, line.split).push(line);
      this.#metrics.unreadableLines += page.unreadableLines;
      this.#metrics.nextByte = page.nextByte;
      this.#metrics.resumes = this.#resumes = page.resumes;
      if (page.nextByte === page.fromByte) return this.#metrics;
    }
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

function nothing(resumes: number): RunMetrics {
  return { columns: [], unreadableLines: 0, nextByte: 0, resumes };
}
