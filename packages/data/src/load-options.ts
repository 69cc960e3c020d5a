import type { ObtainOptions } from './obtain-file';

export interface LoadOptions extends ObtainOptions {
  /** One sentence for a file that is not the official one but has its structure. */
  onWarning?(sentence: string): void;
}
