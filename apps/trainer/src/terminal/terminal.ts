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
  /** Lines that no run has recorded yet. */
  #unrecorded: string[] = [];
  #record?: (text: string) => void;

  /** @param stream stdout; stderr if stdout is for a program; null: nothing but warnings and errors */
  constructor(
    private readonly post: (message: FromProgram) => void,
    private readonly stream: StreamName | null,
  ) {}

  line(text = ''): void {
    if (this.stream) this.post({ kind: 'line', stream: this.stream, text });
    this.keep(text);
  }

  warn(message: string): void {
    const text = `Warning: ${message}`;
    this.post({ kind: 'line', stream: 'stderr', text });
    this.keep(text);
  }

  /** An error, always on stderr. */
  error(message: string): void {
    const text = `rnn-lab: ${message}`;
    this.post({ kind: 'line', stream: 'stderr', text });
    this.keep(text);
  }

  /**
   * Also passes the lines to `record`, instead of the one before: first those that none has had, then each as it is printed;
   * with `--quiet`, each that would be.
   */
  record(record: (text: string) => void): void {
    this.#record = record;
    for (const text of this.#unrecorded.splice(0)) record(text);
  }

  /** A line for a program, always on stdout. */
  json(line: string): void {
    this.post({ kind: 'line', stream: 'stdout', text: line });
  }

  /** Reports whether a run is in progress, which must be ended cleanly. */
  running(active: boolean): void {
    this.post({ kind: 'running', active });
  }

  /** Keeps a line for the run's record without printing it. */
  keep(text: string): void {
    if (this.#record) this.#record(text);
    else this.#unrecorded.push(text);
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
