import { readStopwords } from '@rnn-lab/text-ko';
import { describeFormat } from './file-format';
import { displayPath } from './folders';
import { say } from './language';
import { targets } from './reviews';
import { grouped } from './terminal/format';
import type { LabeledText, LabeledTexts } from '@rnn-lab/data';
import type { NdArray } from '@rnn-lab/engine';
import type { EncodedTexts, KoreanOptions, PlainOptions } from '@rnn-lab/text';

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
  const [path, count, left] = [displayPath(file.path), grouped(texts.length), grouped(empty)];
  const read = describeFormat(format);
  const description = say({
    en: `Read ${count} texts of ${classes.length} classes from ${path}: ${read}, texts in "${textColumn}", labels in "${labelColumn}"`,
    ko: `${path}에서 텍스트 ${count}개, 클래스 ${classes.length}개를 읽음: ${read}, 텍스트 열 "${textColumn}", 레이블 열 "${labelColumn}"`,
  });
  if (empty === 0) return description;
  return description + say({ en: `; ${left} without a text left out`, ko: `. 텍스트가 없는 ${left}개는 뺌` });
}

const SPLIT_NAMES = {
  training: { en: 'training', ko: '학습' },
  test: { en: 'test', ko: '테스트' },
};

/** How many tokens of a split's texts the model doesn't see. */
export function describeCoverage(
  split: keyof typeof SPLIT_NAMES,
  { tokens, unknown, cut }: EncodedTexts['coverage'],
  maxLength: number,
): string {
  const [notKnown, cutOff] = [unknown, cut].map(
    (count) => `${((100 * count) / Math.max(1, tokens)).toFixed(1)}%`,
  );
  const { en, ko } = SPLIT_NAMES[split];
  return say({
    en: `Of the ${en} texts' tokens, ${notKnown} are not in the vocabulary, and ${cutOff} are cut off at ${maxLength}`,
    ko: `${ko} 텍스트의 토큰 가운데 ${notKnown}는 어휘에 없고, ${cutOff}는 ${maxLength}개를 넘어 잘림`,
  });
}

/** Weights by class that give each the same total: rows / (classes · rows of the class), as scikit-learn's `balanced`. */
export function balancedWeights(texts: readonly LabeledText[], classes: number): Record<number, number> {
  const counts = new Array<number>(classes).fill(0);
  for (const { label } of texts) counts[label]++;
  return Object.fromEntries(
    counts.flatMap((count, label) => (count === 0 ? [] : [[label, texts.length / (classes * count)]])),
  );
}
