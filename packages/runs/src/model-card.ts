import { verdictsOf } from './baselines';
import { metricInfoOf, sortedMetrics } from './metrics';
import { SPLITS } from './names';
import type { Split } from './names';
import type { RunFile } from './run-file';

/**
 * The model card of a finished run, in Markdown: data, parameters, results beside the baselines, limits (Mitchell et al. 2019,
 * Model Cards for Model Reporting).
 *
 * @param readsText whether the model has a vocabulary
 */
export function modelCard(run: RunFile, { readsText }: { readsText: boolean }): string {
  const { id, title, model, startedAt, engine, timings, command } = run;
  const heading = title.en || run.experiment;
  const trained = `Trained ${startedAt.slice(0, 10)} by the engine ${engine}`;
  const seconds = timings.train === undefined ? '' : ` in ${significant(timings.train)} s`;
  const weights = model ? ` \`${model.name}\`, ${model.parameters.toLocaleString('en-US')} weights.` : '';
  return `${[
    `# ${heading}`,
    `The model of the run \`${id}\`:${weights} ${trained}${seconds}.`,
    fenced(command),
    '## Data',
    dataOf(run),
    '## Model and parameters',
    ...(model ? [layersOf(model)] : []),
    table(
      ['parameter', 'value'],
      Object.entries({ ...run.params, seed: run.seed }).map(([name, value]) => [name, value]),
    ),
    '## Results',
    resultsOf(run),
    '## Limits',
    limitsOf(run, readsText)
      .map((limit) => `- ${limit}`)
      .join('\n'),
  ].join('\n\n')}\n`;
}

function dataOf({ dataset }: RunFile): string {
  if (!dataset) return 'Unknown.';
  const rows = SPLITS.flatMap((split) => {
    const count = dataset.rows[split];
    return count === undefined ? [] : [`${count.toLocaleString('en-US')} ${split}`];
  });
  const files = dataset.files.map(({ path, bytes, sha256 }) => [path, bytes, sha256]);
  const listed = files.length > 0 ? `\n\n${table(['file', 'bytes', 'SHA-256'], files)}` : '';
  return `\`${dataset.name}\`; rows: ${rows.join(', ')}.${listed}`;
}

function layersOf({ layers }: NonNullable<RunFile['model']>): string {
  const rows = layers.map(({ name, className, outputShape, parameters }) => [
    name,
    className,
    `[${outputShape.map((size) => size ?? 'any').join(', ')}]`,
    parameters.toLocaleString('en-US'),
  ]);
  return table(['layer', 'type', 'output', 'weights'], rows);
}

function resultsOf({ results, baselines, metricInfo }: RunFile): string {
  const scores = [
    ...SPLITS.map((split) => ({ split, by: 'this model', metrics: results[split] })),
    ...Object.entries(baselines).flatMap(([name, splits]) =>
      SPLITS.map((split) => ({ split, by: name, metrics: splits[split] })),
    ),
  ].flatMap(({ split, by, metrics }) => (metrics ? [{ split, by, metrics }] : []));
  if (scores.length === 0) return 'None.';
  const names = sortedMetrics(scores.flatMap(({ metrics }) => Object.keys(metrics)));
  const heads = names.map((name) => {
    const { better, unit } = metricInfoOf(name, metricInfo);
    const notes = [unit, better && `${better} is better`].filter(Boolean).join(', ');
    return notes ? `${name} (${notes})` : name;
  });
  const rows = scores
    .sort((a, b) => SPLITS.indexOf(a.split) - SPLITS.indexOf(b.split))
    .map(({ split, by, metrics }) => [split, by, ...names.map((name) => significant(metrics[name]))]);
  return table(['split', 'by', ...heads], rows);
}

function limitsOf(run: RunFile, readsText: boolean): string[] {
  const unseen = (['test', 'holdout'] as const).filter((split) => run.results[split]);
  const measured =
    unseen.length > 0
      ? unseen.flatMap((split) => verdictsFor(run, split))
      : ['It was never measured on data that it had not seen in training.'];
  const looks = run.evaluations.filter(({ split }) => split === 'test');
  return [
    ...measured,
    ...(looks.length > 1
      ? [
          `It was measured on the test rows ${looks.length} times: a choice made by one of them makes the last one too good.`,
        ]
      : []),
    ...(looks.some(({ validated }) => validated)
      ? [
          'It was measured on the test rows after each epoch, too: a choice made by that makes their result too good.',
        ]
      : []),
    `These are the results of one training with seed ${run.seed}; other seeds give others.`,
    'It has only seen data like that above; on other data its results are unknown, and its probabilities are not calibrated.',
    ...(readsText
      ? [
          'It reads only the words of its vocabulary; for a text without any of them, its answer means nothing.',
        ]
      : []),
  ];
}

function verdictsFor(run: RunFile, split: Split): string[] {
  const verdicts = verdictsOf(run, split);
  if (verdicts.length === 0) return [`On the ${split} rows, no baseline was measured beside it.`];
  return verdicts.map(({ metric, better }) =>
    better.length === 0
      ? `On the ${split} rows, it beats every baseline by ${metric}.`
      : `On the ${split} rows, it is worse by ${metric} than ${better.join(', ')}.`,
  );
}

function significant(value: number | undefined): string {
  return value === undefined ? '' : `${Number(value.toPrecision(4))}`;
}

/** A block of code that may have backquotes itself. */
function fenced(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}sh\n${text}\n${fence}`;
}

function table(head: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const line = (cells: readonly unknown[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What would end a cell or a row is escaped. */
function cell(value: unknown): string {
  return String(value ?? 'not set')
    .replace(/[\\|`*_<[]/g, '\\$&')
    .replace(/\s*\n\s*/g, ' ');
}
