export type StreamName = 'stdout' | 'stderr';

/** A progress bar; a bar with another id replaces it. */
export interface Bar {
  stream: StreamName;
  id: number;
  label: string;
  /** The unit that is counted, in the plural. */
  unit: string;
  /** When the work began, in Unix milliseconds. */
  begin: number;
}

/** Messages from the worker thread to the main thread. */
export type FromProgram =
  | { kind: 'line'; stream: StreamName; text: string }
  | { kind: 'progress'; bar: Bar; done: number; total: number; note: string }
  /** Whether a run is in progress, which must be ended cleanly. */
  | { kind: 'running'; active: boolean }
  /** Requests the process's standard input. */
  | { kind: 'readInput' }
  /** Acknowledges an interruption. */
  | { kind: 'ending' }
  | { kind: 'end'; code: number };

/** Messages from the main thread to the worker thread. */
export type ToProgram =
  | { kind: 'interrupt'; signal: NodeJS.Signals }
  /** stdout is closed. */
  | { kind: 'outputClosed' };

export interface ProgramData {
  /** The command-line arguments. */
  args: readonly string[];
  /** Width of the terminal; undefined if stdout is not one. */
  columns: number | undefined;
}
