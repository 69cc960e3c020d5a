import { readMetrics } from '@rnn-lab/runs';
import type { MetricsPage } from '@rnn-lab/runs';

/** Receives the pages of metrics.jsonl. */
interface MetricsSink {
  /** A resume has cut the file below what was read: all of it is read again. */
  reset(): void;
  add(page: MetricsPage): void;
}

/** Reads what is new in a run's metrics.jsonl. */
export class MetricsReader {
  #nextByte = 0;
  #resumes: number | undefined;
  #reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly directory: string,
    private readonly sink: MetricsSink,
  ) {}

  /** Reads to the end of the file. Calls are serialized, so that no line counts twice. Rejects like `readMetrics`. */
  readOn(): Promise<void> {
    this.#reading = this.#reading.catch(() => undefined).then(() => this.#read());
    return this.#reading;
  }

  async #read(): Promise<void> {
    for (;;) {
      const page = await readMetrics(this.directory, { fromByte: this.#nextByte, resumes: this.#resumes });
      this.#resumes = page.resumes;
      if (page.fromByte < this.#nextByte) {
        this.sink.reset();
        this.#nextByte = 0;
        if (page.fromByte > 0) continue;
      }
      this.sink.add(page);
      this.#nextByte = page.nextByte;
      if (page.nextByte === page.fromByte) return;
    }
  }
}
