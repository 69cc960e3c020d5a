import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface SklearnFigures {
  sklearn: string;
  small: {
    texts: string[];
    /** Of each text, in lower case. */
    words: string[][];
    labels: number[];
    /** The first texts, which vectorizers and models are fitted on. */
    train: number;
    cost: number;
    cases: {
      analyzer: 'char_wb' | 'word';
      longest: number;
      minTexts: number;
      /** By text: the value of each of its n-grams. */
      rows: Record<string, number>[];
    }[];
    /** One class against the rest, on char_wb, 4, 3. */
    models: {
      label: number;
      naiveBayes: boolean;
      /** By text that isn't for training: the decision value. */
      scores: number[];
    }[];
  };
  nsmc: {
    accuracy: { tfIdf: number; naiveBayes: number };
  };
}

/** The output of sklearn_figures.py. */
export const sklearnFigures: SklearnFigures = JSON.parse(
  readFileSync(join(__dirname, 'sklearn_figures.json'), 'utf8'),
);
