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
    padded: { train: string; test: string };
  };
}

/** The output of keras_figures.py. */
export const kerasFigures: KerasFigures = JSON.parse(
  readFileSync(join(__dirname, 'keras_figures.json'), 'utf8'),
);
