import type { FromProgram, StreamName } from '../messages';

/** Bars are drawn ten times a second; more frequent updates are dropped. */
const UPDATE_EVERY_MS = 50;

/** A progress bar; `note` is printed after it. The next line removes it. */
export interface Progress {
  update(done: number, total: number, note?: string): void;
}

/** Output for a person, which the main thread draws. Warnings and errors go to stderr. */
export class Terminal {
  #bars = 0;

  /** @param stream stdout; stderr if stdout is for a program; null: nothing but warnings and errors */
  constructor(
    private readonly post: (message: FromProgram) => void,
    private readonly stream: StreamName | null,
  ) {}

  line(text = ''): void {
    if (this.stream) this.post({ kind: 'line', stream: this.stream, text });
  }

  warn(message: string): void {
    this.post({ kind: 'line', stream: 'stderr', text: `Warning: ${message}` });
  }

  /** An error, always on stderr. */
  error(message: string): void {
    this.post({ kind: 'line', stream: 'stderr', text: `rnn-lab: ${message}` });
  }

  /** A line for a program, always on stdout. */
  json(line: string): void {
    this.post({ kind: 'line', stream: 'stdout', text: line });
  }

  /** Reports whether a run is in progress, which must be ended cleanly. */
  running(active: boolean): void {
    this.post({ kind: 'running', active });
  }

  /** A progress bar, if the stream is a terminal. */
  progress(label: string, unit: string): Progress {
    const { stream } = this;
    if (!stream) return { update: () => undefined };
    const bar = { stream, id: ++this.#bars, label, unit, begin: Date.now() };
    let drawn = 0;
    return {
      update: (done, total, note = '') => {
        const now = Date.now();
        if (done < total && now - drawn < UPDATE_EVERY_MS) return;
        drawn = now;
        this.post({ kind: 'progress', bar, done, total, note });
      },
    };
  }
}
