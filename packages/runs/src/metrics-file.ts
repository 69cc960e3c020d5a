import { appendFileSync, closeSync, fstatSync, fsync, ftruncateSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { METRICS_FILE } from './files';
import { stringify } from './json';
import type { MetricLine } from './lines';

/** metrics.jsonl of a run that is written: lines are collected, and appended by `flush`. Methods throw system errors. */
export class MetricsFile {
  #pending = '';

  constructor(
    /** The run's folder. */
    private readonly directory: string,
    /** The file, opened to append. */
    private readonly descriptor: number,
  ) {}

  add(line: MetricLine): void {
    this.#pending += `${stringify(line)}\n`;
  }

  flush(): void {
    if (!this.#pending) return;
    appendFileSync(this.descriptor, this.#pending);
    this.#pending = '';
  }

  /** Bytes that are in the file. */
  get size(): number {
    return fstatSync(this.descriptor).size;
  }

  truncate(bytes: number): void {
    ftruncateSync(this.descriptor, bytes);
  }

  /** Resolves once the file is on the disk. */
  async sync(): Promise<void> {
    await promisify(fsync)(this.descriptor);
  }

  /** Whether the path is still this file: the run's folder may have been deleted, moved or replaced. */
  isInPlace(): boolean {
    const opened = fstatSync(this.descriptor);
    try {
      const found = statSync(join(this.directory, METRICS_FILE));
      return found.ino === opened.ino && found.dev === opened.dev;
    } catch (error) {
      // Whatever else is wrong, the write reports.
      return !['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
    }
  }

  /**
   * Cuts the file at the end of a line, to free space on a full disk.
   *
   * @param bytes to free, if there are as many
   * @param keep bytes that stay in any case
   */
  free(bytes: number, keep: number): void {
    const metrics = readFileSync(join(this.directory, METRICS_FILE));
    const end = Math.max(keep, metrics.length - bytes);
    this.truncate(Math.max(keep, metrics.lastIndexOf('\n', end) + 1));
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
