import { comparePairMessages } from '#i18n/compare-pair';
import { problemSentence } from '#i18n/problems';
import { formatScore } from '#components/format';
import { code, line, table } from '#components/markdown';
import { metricTitle, unitLabel } from '#components/metric-title';
import { commonMessages } from '#i18n/common';
import { commonInfo } from '../metric-rows';
import { gainedTexts, moreRight, noiseOf } from '../pair/noise';
import { representedBy } from '../pair/choose-pair';
import type { Split } from '@rnn-lab/runs';
import type { ComparisonPage, NoiseTest, SeriesComparison, TextsComparison } from '#api/comparison';
import type { Language } from '#api/language';
import type { SeedSet } from '../seed-sets';
import type { Compared } from '../use-compared';

/** The two runs that a comparison compares most closely, and what changed from one to the other. */
export interface Change {
  a: Compared;
  b: Compared;
  split: Split;
  /** Of models with several. */
  output: string | undefined;
  page: ComparisonPage;
}

/** What changed from A to B, as the page says at first. */
export function pairSummary(change: Change, sets: readonly SeedSet[], language: Language): string[] {
  const text = comparePairMessages[language];
  const { a, b, split, output, page } = change;
  const key = representedBy(sets);
  const where = [commonMessages[language].splits[split], ...(output === undefined ? [] : [line(output)])];
  const side = (name: string, { id, index }: Compared) => `- ${text.runOf(name)}: ${index + 1}. ${code(id)}`;
  return [
    `## ${text.title}`,
    [side(text.a, a), side(text.b, b)].join('\n'),
    ...(key ? [text.representatives(metricTitle(key, language))] : []),
    where.join(', '),
    ...changes(page, change, language),
  ];
}

function changes(page: ComparisonPage, { a, b, output }: Change, language: Language): string[] {
  switch (page.kind) {
    case 'different':
      return [line(problemSentence(page.problem, page.problemDetails, language))];
    case 'texts':
      return ofTexts(page, language);
    case 'series': {
      const { unit } = commonInfo(output === undefined ? 'rmse' : `${output}_rmse`, [a.run, b.run]);
      return ofSeries(page, unit && unitLabel(unit, language), language);
    }
  }
}

function ofTexts({ cells, mcnemar }: TextsComparison, language: Language): string[] {
  const text = comparePairMessages[language];
  const { bothRight, onlyA, onlyB, bothWrong } = cells;
  const row = (title: string, ...counts: number[]) => [
    title,
    ...counts.map((count) => count.toLocaleString('en')),
  ];
  return [
    sentences(
      moreRight(cells, language),
      gainedTexts(cells) !== 0 && noise(mcnemar, text.tests[mcnemar.method], language),
    ),
    table(
      ['', text.right(text.b), text.wrong(text.b)],
      [row(text.right(text.a), bothRight, onlyA), row(text.wrong(text.a), onlyB, bothWrong)],
    ),
  ];
}

function ofSeries(
  { horizons, nearer, signTest, meanError, total }: SeriesComparison,
  unit: string | undefined,
  language: Language,
): string[] {
  const text = comparePairMessages[language];
  const [a, b, all] = [nearer.a, nearer.b, total].map((count) => count.toLocaleString('en'));
  const errorOf = (side: 'a' | 'b') =>
    `- ${text.meanError(text[side])}: ${formatScore(meanError[side])}${unit ? ` ${line(unit)}` : ''}`;
  return [
    ...(horizons.length > 1 ? [`${text.horizon}: 1`] : []),
    sentences(
      text.nearer(a, b, all),
      nearer.a !== nearer.b && noise(signTest, text.signTests[signTest.method], language),
    ),
    [errorOf('a'), errorOf('b')].join('\n'),
  ];
}

function noise(test: NoiseTest, describe: (p: string) => string, language: Language): string {
  const found = noiseOf(test, describe, language);
  return `**${found.verdict}** (${line(found.test)}).`;
}

function sentences(...written: (string | false)[]): string {
  return written.filter(Boolean).join(' ');
}
