import { appendFileSync, closeSync, constants, ftruncateSync } from 'node:fs';
import { isMissing } from './errors';
import { fileLines } from './file-lines';
import { HISTOGRAMS_FILE } from './files';
import { parseHistogramLine } from './histograms';
import { stringify } from './json';
import { openInRunSync, openToWrite } from './open-file';
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
      const bytes = bytesUpTo(this.directory, step);
      const descriptor = openToWrite(this.directory, HISTOGRAMS_FILE, O_WRONLY);
      try {
        ftruncateSync(descriptor, bytes);
      } finally {
        closeSync(descriptor);
      }
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
}

function bytesUpTo(directory: string, step: number): number {
  const descriptor = openInRunSync(directory, HISTOGRAMS_FILE);
  try {
    let bytes = 0;
    for (const { text, end } of fileLines(descriptor)) {
      const line = parseHistogramLine(text);
      if (!line || line.step > step) break;
      bytes = end;
    }
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}
