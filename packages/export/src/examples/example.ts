/** A program that predicts one text, or one window of a series, with the exported model. */
export interface Example {
  program: string;
  /** Shell commands that install what it needs. */
  setup: readonly string[];
}
