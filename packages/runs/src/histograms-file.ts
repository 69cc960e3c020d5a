import { appendFileSync, closeSync, constants, truncateSync } from 'node:fs';
import { pathInRun } from './directories';
import { isMissing } from './errors';
import { HISTOGRAMS_FILE } from './files';
import { parseHistogramLine } from './histograms';
import { stringify } from './json';
import { LARGE_JSON } from './json-file';
import { openToWrite, readInRunSync } from './open-file';
import type { HistogramLine } from './histograms';

const { O_WRONLY, O_APPEND, O_CREAT } = constants;

/**
 * histograms.jsonl of a run that is written: lines are collected, and appended by `flush`. There is no file until there is a
 * line. Methods throw system errors.
 */
export class HistogramsFile {
  #pending = '';

  /** @param directory the run's folder */
  constructor(private readonly directory: string) {}

  add(line: HistogramLine): void {
    this.#pending += `${stringify(line)}\n`;
  }

  /** @returns whether anything was written */
  flush(): boolean {
    if (!this.#pending) return false;
    const descriptor = openToWrite(this.directory, HISTOGRAMS_FILE, O_WRONLY | O_APPEND | O_CREAT);
    try {
      appendFileSync(descriptor, this.#pending);
    } finally {
      closeSync(descriptor);
    }
    this.#pending = '';
    return true;
  }

  /** Cuts the file before the first line of a later step, or the first that isn't valid. */
  cutAfter(step: number): void {
    try {
      const content = readInRunSync(this.directory, HISTOGRAMS_FILE, LARGE_JSON);
      truncateSync(pathInRun(this.directory, HISTOGRAMS_FILE), bytesUpTo(content, step));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
}

function bytesUpTo(content: Buffer, step: number): number {
  let begin = 0;
  for (;;) {
    const end = content.indexOf('\n', begin) + 1;
    if (end === 0) return begin;
    const line = parseHistogramLine(content.toString('utf8', begin, end));
    if (!line || line.step > step) return begin;
    begin = end;
  }
}
