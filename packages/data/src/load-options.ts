import type { ObtainOptions } from './obtain-file';

export interface LoadOptions extends ObtainOptions {
  /** Where the data came from, if that may surprise. */
  onNotice?(message: string): void;
  /** One message for a file that is not the official one but has its structure. */
  onWarning?(sentence: string): void;
}
