import type { ObtainOptions } from './obtain-file';

export interface LoadOptions extends ObtainOptions {
  /** Called if the data is from an unexpected place. */
  onNotice?(message: string): void;
  /** Called for each file that is well-formed but not the official one. */
  onWarning?(message: string): void;
}
