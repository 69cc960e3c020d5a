import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface KerasFigures {
  keras: string;
  imdb: {
    numWords: number;
    tokens: { train: number; test: number };
    labels: { train: string; test: string };
  };
  sine: { seed: number; length: number; every: number; values: number[] };
  splits: { rows: number; fraction: number; train: number; validation: number }[];
}

/** The output of keras_figures.py. */
export const kerasFigures: KerasFigures = JSON.parse(
  readFileSync(join(__dirname, 'keras_figures.json'), 'utf8'),
);
