import { sum } from './encode-sequences';
import type { EncodedTexts, TokenCount } from './pad-sequences';

/** Bins of a histogram of lengths. */
const BINS = 40;
/** The bins reach this far: the few longest texts would leave all others in the first bin. */
const COVERED = 0.99;

/** Encoded texts, and the label of each. */
export interface LabeledSplit {
  texts: EncodedTexts;
  labels: ArrayLike<number>;
}

/** What a split's texts look like. */
export interface TextSplitData {
  /** Number of texts by label. */
  classes: number[];
  texts: number;
  tokens: number;
  unknown: number;
  cut: number;
  cutTexts: number;
  /** Number of texts by their tokens. */
  lengths: { width: number; counts: number[]; longer: number; longest: number };
  unknownTokens: TokenCount[];
}

/** The content of data.json for a model that reads text. */
export interface TextData {
  kind: 'text';
  maxLength: number;
  splits: { train: TextSplitData; validation?: TextSplitData; test?: TextSplitData };
}

/** Summarizes the texts of a data set: classes, lengths, and what the model doesn't read of them. */
export function textData({
  train,
  validation,
  test,
}: {
  train: LabeledSplit;
  validation?: LabeledSplit;
  test?: LabeledSplit;
}): TextData {
  const labels = [train, validation, test].map((split) => Array.from(split?.labels ?? []));
  const classes = labels.flat().reduce((most, label) => Math.max(most, label + 1), 0);
  return {
    kind: 'text',
    maxLength: train.texts.shape[1],
    splits: {
      train: describeSplit(train, classes),
      ...(validation && { validation: describeSplit(validation, classes) }),
      ...(test && { test: describeSplit(test, classes) }),
    },
  };
}

function describeSplit({ texts, labels }: LabeledSplit, classes: number): TextSplitData {
  const { tokens, unknown, cut, cutTexts, lengths, unknownTokens } = texts.coverage;
  const counts = new Array<number>(classes).fill(0);
  for (const label of Array.from(labels)) counts[label]++;
  return {
    classes: counts,
    texts: texts.shape[0],
    tokens,
    unknown,
    cut,
    cutTexts,
    lengths: histogramOf(lengths),
    unknownTokens: [...unknownTokens],
  };
}

function histogramOf(lengths: Uint32Array): TextSplitData['lengths'] {
  const sorted = lengths.slice().sort();
  const longest = sorted.at(-1) ?? 0;
  const covered = sorted[Math.max(0, Math.ceil(COVERED * sorted.length) - 1)] ?? 0;
  const width = Math.ceil((covered + 1) / BINS);
  const counts = new Array<number>(Math.ceil((covered + 1) / width)).fill(0);
  for (const length of sorted) if (length < counts.length * width) counts[Math.floor(length / width)]++;
  return { width, counts, longer: sorted.length - sum(counts), longest };
}
