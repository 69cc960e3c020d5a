import { readStopwords } from '@rnn-lab/text-ko';
import { describeFormat } from './file-format';
import { displayPath } from './folders';
import { targets } from './reviews';
import { grouped } from './terminal/format';
import type { LabeledText, LabeledTexts } from '@rnn-lab/data';
import type { NdArray } from '@rnn-lab/engine';
import type { KoreanOptions, PlainOptions } from '@rnn-lab/text';

export function textsOf(texts: readonly LabeledText[]): string[] {
  return texts.map(({ text }) => text);
}

/** The labels, shape [texts, 1]. */
export function classTargets(texts: readonly LabeledText[]): NdArray {
  return targets(texts.map(({ label }) => label));
}

/** How each language is split into tokens without a dictionary; Korean needs one. */
const SPLITTERS = { en: 'english', word: 'word', syllable: 'syllable' } as const;
export const LANGUAGES = ['ko', 'en', 'word', 'syllable'] as const;

/** @param stopwords a file of Korean words to drop; null: none */
export async function pipelineOptions({
  language,
  stopwords,
  numWords,
  maxLength,
}: {
  language: (typeof LANGUAGES)[number];
  stopwords: string | null;
  numWords: number;
  maxLength: number;
}): Promise<KoreanOptions | PlainOptions> {
  const sizes = { numWords, maxLength };
  const dropped = stopwords === null ? [] : await readStopwords(stopwords);
  if (language !== 'ko') return { splitter: SPLITTERS[language], ...sizes };
  return { analyzer: 'mecab-ko', tokenForm: 'surface', stopwords: dropped, ...sizes };
}

/** How a file was read, for the user to check. */
export function describeFile({ texts, classes, empty, format, file }: LabeledTexts): string {
  const { textColumn, labelColumn } = format;
  const left = empty === 0 ? '' : `; ${grouped(empty)} without a text left out`;
  return (
    `Read ${grouped(texts.length)} texts of ${classes.length} classes from ${displayPath(file.path)}: ` +
    `${describeFormat(format)}, texts in "${textColumn}", labels in "${labelColumn}"${left}`
  );
}

/** Weights by class that give each the same total: rows / (classes · rows of the class), as scikit-learn's `balanced`. */
export function balancedWeights(texts: readonly LabeledText[], classes: number): Record<number, number> {
  const counts = new Array<number>(classes).fill(0);
  for (const { label } of texts) counts[label]++;
  return Object.fromEntries(
    counts.flatMap((count, label) => (count === 0 ? [] : [[label, texts.length / (classes * count)]])),
  );
}
