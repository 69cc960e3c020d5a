import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface KerasFigures {
  keras: string;
  small: {
    texts: string[][];
    unseen: string[][];
    cases: { numWords: number; words: string[]; sequences: number[][]; padded: number[][][] }[];
  }[];
  nsmc: {
    rows: { train: number; test: number };
    numWords: number;
    maxLength: number;
    words: string;
    padded: { train: string; test: string };
  };
  imdb: {
    numWords: number;
    maxLength: number;
    tokens: { train: number; test: number };
    padded: { train: string; test: string };
    labels: { train: string; test: string };
  };
  sine: { seed: number; length: number; every: number; values: number[] };
  splits: { rows: number; fraction: number; train: number; validation: number }[];
}

/** What keras_figures.py wrote. */
export const kerasFigures: KerasFigures = JSON.parse(
  readFileSync(join(__dirname, 'keras_figures.json'), 'utf8'),
);
