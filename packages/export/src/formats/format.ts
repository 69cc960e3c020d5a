import type { ExportedRun } from '../exported-run';

/** The content of files by their names. */
export type Files = Record<string, string | Uint8Array>;

export interface ExportFormat {
  /** For a help text. */
  title: string;
  /** The model's own files, beside those that prepare its input. */
  files(run: ExportedRun): Files | Promise<Files>;
  /** For README.md: what the files are, and how they are used, in Markdown. */
  usage(run: ExportedRun): string;
}
