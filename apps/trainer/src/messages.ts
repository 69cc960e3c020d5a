export type StreamName = 'stdout' | 'stderr';

/** A progress bar; a bar with another id replaces it. */
export interface Bar {
  stream: StreamName;
  id: number;
  label: string;
  /** What is counted, in the plural. */
  unit: string;
  /** When the work began, in Unix milliseconds. */
  begin: number;
}

/** What the program's thread tells the main thread. */
export type FromProgram =
  | { kind: 'line'; stream: StreamName; text: string }
  | { kind: 'progress'; bar: Bar; done: number; total: number; note: string }
  /** Whether a run has begun that must be ended in good order. */
  | { kind: 'running'; active: boolean }
  /** It wants the process's standard input. */
  | { kind: 'readInput' }
  /** It got the interruption and is ending. */
  | { kind: 'ending' }
  | { kind: 'end'; code: number };

/** What the main thread tells the program's thread. */
export type ToProgram =
  | { kind: 'interrupt'; signal: NodeJS.Signals }
  /** Nobody reads stdout any more. */
  | { kind: 'outputClosed' };

export interface ProgramData {
  /** The command-line arguments. */
  args: readonly string[];
  /** Width of the terminal, if stdout is one. */
  columns: number | undefined;
}
