import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface NotebookPrints {
  /** The 72 values after clipping at 2000. */
  deaths: { clipped: number[] };
  /** `x_train[0]` and `x_train[1]`, whole and padded to 80. */
  imdb: { sequences: number[][]; padded: number[][] };
}

/** The output of the Keras notebook about its data. */
export const notebookPrints: NotebookPrints = JSON.parse(
  readFileSync(join(__dirname, 'notebook-prints.json'), 'utf8'),
);
