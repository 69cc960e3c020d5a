import type { Readable } from 'node:stream';
import type { Terminal } from './terminal/terminal';

/** What a command uses of the process it runs in. */
export interface Host {
  terminal(flags: { json: boolean; quiet: boolean }): Terminal;
  /** Aborted by SIGINT, SIGTERM and SIGHUP. */
  signal: AbortSignal;
  /** Aborted when stdout is closed. */
  outputClosed: AbortSignal;
  stdin(): Readable;
}
