import { comparePairMessages } from '#i18n/compare-pair';
import { formatProbability } from '#components/format';
import type { Language } from '#api/language';
import type { NoiseTest, TextsComparison } from '#api/comparison';

/** The usual level: a smaller p is taken for more than noise. */
const SIGNIFICANT = 0.05;

/** Whether a difference is more than noise, and the test that says so. */
export function noiseOf(
  test: NoiseTest,
  describe: (p: string) => string,
  language: Language,
): { verdict: string; test: string } {
  const text = comparePairMessages[language];
  const p = formatProbability(test.p);
  // One that is rounded to 0 or 1 is written as <0.0001 or >0.9999.
  const written = /^\d/.test(p) ? `p = ${p}` : `p ${p}`;
  return { verdict: test.p < SIGNIFICANT ? text.moreThanNoise : text.withinNoise, test: describe(written) };
}

/** How many more texts B gets right than A. */
export function gainedTexts({ onlyA, onlyB }: TextsComparison['cells']): number {
  return onlyB - onlyA;
}

/** Which of two classifiers gets more texts right. */
export function moreRight(cells: TextsComparison['cells'], language: Language): string {
  const text = comparePairMessages[language];
  const { bothRight, onlyA, onlyB, bothWrong } = cells;
  const rows = (bothRight + onlyA + onlyB + bothWrong).toLocaleString('en');
  const gained = gainedTexts(cells);
  if (gained === 0) return text.asMany(rows);
  return text.more(gained > 0 ? text.b : text.a, Math.abs(gained).toLocaleString('en'), rows);
}
