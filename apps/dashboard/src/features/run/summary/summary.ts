import { metricInfoOf, splitMetricKey, sortedMetrics } from '@rnn-lab/runs/metrics';
import { SPLITS } from '@rnn-lab/runs/names';
import { headlineOf } from '#api/headline';
import { halfByRows } from '#api/seed-sets';
import { commonMessages } from '#i18n/common';
import { runMessages } from '#i18n/run';
import { runHeadlineMessages } from '#i18n/run-headline';
import { formatParameter, formatScore, formatValue } from '#components/format';
import { code, fenced, line, pictureLinks, table } from '#components/markdown';
import { metricHeading, metricTitle, unitLabel } from '#components/metric-title';
import { hyperparametersOf, importedLog } from '../imported-log';
import { verdictOf } from '../verdict';
import type { Run } from '@rnn-lab/runs';
import type { Language } from '#api/language';
import type { Pin } from '#api/pins';
import type { RunDetail } from '#api/run';
import type { Picture } from '#components/markdown';

/** A finished or running run on one page, in Markdown. */
export function summaryOf(
  { id, run, annotations }: RunDetail & { run: Run },
  pin: Pin | undefined,
  pictures: readonly Picture[],
  language: Language,
): string {
  const text = runMessages[language];
  const { status } = commonMessages[language];
  const { git, environment, dataset } = run;
  const parameters = Object.entries(hyperparametersOf(run)).map(([name, value]) => [
    name,
    formatParameter(value),
  ]);
  const log = importedLog(run);
  return [
    `# ${line(run.title[language])}`,
    [code(id), status[run.status], run.model?.name, run.startedAt].filter(Boolean).join(' · '),
    `## ${text.results}`,
    ...headlineOf(run).map((key) => headline(id, run, key, pin, language)),
    resultsTable(run, language),
    `## ${text.curves}`,
    ...pictureLinks(pictures),
    // Quoted: the notes' own headings aren't the summary's.
    ...(annotations.notes
      ? [
          `## ${text.notes}`,
          annotations.notes
            .split('\n')
            .map((each) => `> ${each}`)
            .join('\n'),
        ]
      : []),
    ...(parameters.length > 0 ? [`## ${text.parameters}`, table([text.parameters, ''], parameters)] : []),
    `## ${text.provenance}`,
    fenced(run.command),
    table(
      [text.provenance, ''],
      [
        ...(run.imported ? [] : [[text.seed, String(run.seed)]]),
        [text.engine, run.engine],
        ...(log === null ? [] : [[text.log, log]]),
        ...(git ? [[text.commit, git.commit]] : []),
        ...(environment
          ? [
              ['Node', environment.node],
              ['CPU', environment.cpu],
            ]
          : []),
        ...Object.entries(environment?.packages ?? {}),
        ...[...(dataset?.files ?? []), ...(run.imported?.files ?? [])].map(({ path, sha256 }) => [
          path,
          `SHA-256 ${sha256}`,
        ]),
      ],
    ),
    '',
  ].join('\n\n');
}

function headline(
  id: string,
  run: Run,
  key: ReturnType<typeof headlineOf>[number],
  pin: Pin | undefined,
  language: Language,
): string {
  const text = runHeadlineMessages[language];
  const [split, metric] = splitMetricKey(key);
  const value = run.results[split]?.[metric] ?? NaN;
  const rows = run.dataset?.rows[split];
  const half = halfByRows(key, value, rows);
  const { unit } = metricInfoOf(metric, run.metricInfo);
  const interval =
    half === null || rows === undefined
      ? ''
      : ` ${text.interval(formatValue(half))} (${text.intervalAbout(rows.toLocaleString('en'))})`;
  const figure = `**${metricTitle(key, language)}: ${formatValue(value)}**`;
  const written = `${figure}${unit ? ` ${unitLabel(unit, language)}` : ''}${interval}`;
  return `${written}\n\n${verdictOf(id, run, key, pin, language)}`.trim();
}

function resultsTable({ results }: Run, language: Language): string {
  const { splits } = commonMessages[language];
  const shown = SPLITS.filter((split) => results[split]);
  const metrics = sortedMetrics(shown.flatMap((split) => Object.keys(results[split] ?? {})));
  if (metrics.length === 0) return runMessages[language].noResults;
  return table(
    [runMessages[language].split, ...metrics.map((metric) => metricHeading(metric, language))],
    shown.map((split) => [splits[split], ...metrics.map((metric) => formatScore(results[split]?.[metric]))]),
  );
}
