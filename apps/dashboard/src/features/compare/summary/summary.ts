import { splitMetricKey } from '@rnn-lab/runs/metrics';
import { differenceOf } from '#api/mean-difference';
import { halfByRows } from '#api/seed-sets';
import { commonMessages } from '#i18n/common';
import { compareMessages } from '#i18n/compare';
import { formatDifference, formatParameter, formatValue } from '#components/format';
import { code, line, pictureLinks, table } from '#components/markdown';
import { metricTitle, unitLabel } from '#components/metric-title';
import { differences } from '../differences';
import { metricColumns } from '../metric-rows';
import { pairSummary } from './pair-summary';
import { judgedMetrics, sampleOf, seedSetsOf } from '../seed-sets';
import type { MetricKey } from '@rnn-lab/runs';
import type { Language } from '#api/language';
import type { Picture } from '#components/markdown';
import type { SeedSet } from '../seed-sets';
import type { Compared } from '../use-compared';
import type { Change } from './pair-summary';

/**
 * Compared runs on one page, in Markdown: which they are, what they have reached, and in what they differ.
 *
 * @param change of two of the runs; null if no two have predictions of the same split
 */
export function comparisonSummary(
  runs: readonly Compared[],
  pictures: readonly Picture[],
  change: Change | null,
  language: Language,
): string {
  const text = compareMessages[language];
  const sets = seedSetsOf(runs);
  return [
    `# ${text.title}`,
    runsList(runs, language),
    ...(sets.length > 0 ? seedSets(sets, language) : []),
    `## ${text.metrics}`,
    metricsTable(runs, language),
    `## ${text.parameters}`,
    differencesTable(runs, language),
    ...(change ? pairSummary(change, sets, language) : []),
    `## ${text.curves}`,
    ...(sets.length > 0 ? [text.meanCurvesAbout] : []),
    ...pictureLinks(pictures),
    '',
  ].join('\n\n');
}

/** Numbered as in the charts. */
function runsList(runs: readonly Compared[], language: Language): string {
  const { status } = commonMessages[language];
  return runs
    .map(({ id, index, run }) => {
      const facts = [line(run.title[language] || run.experiment), status[run.status], run.startedAt];
      return `${index + 1}. ${[code(id), ...facts].join(' · ')}`;
    })
    .join('\n');
}

function seedSets(sets: readonly SeedSet[], language: Language): string[] {
  const text = compareMessages[language];
  const keys = judgedMetrics(sets);
  const [first, ...others] = sets;
  const rows = sets.map((set) => [
    set.name,
    String(set.runs.length),
    ...keys.map((key) => setResult(set, key, language)),
  ]);
  return [
    `## ${text.seedSets}`,
    text.seedSetsAbout,
    table([text.seedSet, text.seeds, ...keys.map((key) => metricTitle(key, language))], rows),
    ...(others.length > 0 ? [`### ${line(text.differences(first.name))}`] : []),
    ...others.map((other) =>
      [`- ${line(other.name)}`, ...keys.flatMap((key) => setDifference(first, other, key, language))].join(
        '\n',
      ),
    ),
  ];
}

function setResult(set: SeedSet, key: MetricKey, language: Language): string {
  const text = compareMessages[language];
  const sample = sampleOf(set, key);
  if (!sample) return '–';
  const { mean, deviation } = sample;
  const rows = set.runs[0].run.dataset?.rows[splitMetricKey(key)[0]];
  const half = halfByRows(key, mean, rows);
  return [
    formatValue(mean),
    ...(deviation === null ? [] : [`± ${formatValue(deviation)}`]),
    ...(half === null || rows === undefined
      ? []
      : [`(${text.byRows(formatValue(half), rows.toLocaleString('en'))})`]),
  ].join(' ');
}

/** As an item of the list below the set's name. */
function setDifference(a: SeedSet, b: SeedSet, key: MetricKey, language: Language): string[] {
  const text = compareMessages[language];
  const [before, after] = [sampleOf(a, key), sampleOf(b, key)];
  if (!before || !after) return [];
  const title = metricTitle(key, language);
  const found = differenceOf(before, after);
  if (!found) return [`  - ${line(text.fewSeeds(title))}`];
  const { difference, half, isMoreThanNoise } = found;
  const verdict = isMoreThanNoise ? `**${text.moreThanNoise}**` : text.withinNoise;
  return [`  - ${line(title)}: ${formatDifference(difference)} ± ${formatValue(half)} (95%) – ${verdict}`];
}

function metricsTable(runs: readonly Compared[], language: Language): string {
  const text = compareMessages[language];
  const columns = metricColumns(runs.map(({ run }) => run));
  const head = columns.map(({ key, kind, unit }) => {
    const title = `${metricTitle(key, language)}, ${text[kind]}`;
    return unit === undefined ? title : `${title} (${unitLabel(unit, language)})`;
  });
  const cell = (value: number | null) => (value === null ? '–' : formatValue(value));
  return table(
    [text.run, ...head],
    runs.map(({ index }, i) => [String(index + 1), ...columns.map(({ values }) => cell(values[i]))]),
  );
}

function differencesTable(runs: readonly Compared[], language: Language): string {
  const text = compareMessages[language];
  const found = differences(runs.map(({ run }) => run));
  if (found.length === 0) return text.sameParameters;
  return table(
    [text.run, ...found.map(({ kind, name }) => (kind === 'field' ? text.fields[name] : name))],
    runs.map(({ index }, i) => [String(index + 1), ...found.map(({ values }) => formatParameter(values[i]))]),
  );
}
