import { metricInfoOf, sortedMetrics, SPLITS, verdictsOf } from '@rnn-lab/runs';
import { say } from '../language';
import { baselineName, metricLabel, metricTitle, splitLabel, unitLabel } from './labels';
import Table from 'cli-table3';
import type { FinishedRun } from '@rnn-lab/lab';
import type { RunFile } from '@rnn-lab/runs';

type Results = RunFile['reference'];

/**
 * A run's results next to the notebook's, if it has the experiment; a dash if it prints none.
 *
 * @param infos run.json's `metricInfo`
 */
export function resultsTable(ours: Results, notebook: Results, infos: RunFile['metricInfo'] = {}): string {
  const hasNotebook = Object.keys(notebook).length > 0;
  const table = plainTable([
    '',
    say({ en: 'ours', ko: '이 실행' }),
    ...(hasNotebook ? [say({ en: 'notebook', ko: '노트북' })] : []),
  ]);
  const row = (name: string, value: number | undefined, printed: number | undefined, digits: number) =>
    table.push([name, decimal(value, digits), ...(hasNotebook ? [decimal(printed, digits)] : [])]);
  for (const split of SPLITS) {
    for (const metric of sortedMetrics(Object.keys(ours[split] ?? {}))) {
      if (ours[split]?.[metric] === undefined) continue;
      const { unit } = metricInfoOf(metric, infos);
      const name = `${metricTitle(split, metric)}${unit ? ` (${unitLabel(unit)})` : ''}`;
      row(name, ours[split][metric], notebook[split]?.[metric], 4);
    }
  }
  row(say({ en: 'seconds per epoch', ko: '에포크당 초' }), ours.secondsPerEpoch, notebook.secondsPerEpoch, 1);
  return table.toString();
}

/** The network's results next to the baselines', and the baselines that beat it; undefined if there are none. */
export function baselinesTable(run: Pick<RunFile, 'results' | 'baselines'>): string | undefined {
  const { results, baselines } = run;
  const split = SPLITS.findLast((each) => verdictsOf(run, each).length > 0);
  if (!split) return undefined;
  const metrics = sortedMetrics(Object.values(baselines).flatMap((each) => Object.keys(each[split] ?? {})));
  const table = plainTable([splitLabel(split), ...metrics.map(metricLabel)]);
  for (const [name, { [split]: values }] of [
    [say({ en: 'network', ko: '신경망' }), results] as const,
    ...Object.entries(baselines).map(([name, values]) => [baselineName(name), values] as const),
  ]) {
    if (values) table.push([name, ...metrics.map((metric) => decimal(values[metric], 4))]);
  }
  const verdicts = verdictsOf(run, split).map(({ metric, better }) => {
    const what = metricTitle(split, metric);
    if (better.length === 0) {
      return say({
        en: `By ${what}, the network beats every baseline.`,
        ko: `${what}에서 신경망이 모든 기준 예측보다 낫습니다.`,
      });
    }
    return say({
      en: `By ${what}, the network loses to ${better.join(' and ')}.`,
      ko: `${what}에서 신경망이 기준 예측에 집니다: ${better.map(baselineName).join(', ')}.`,
    });
  });
  return [table.toString(), ...verdicts].join('\n');
}

/** What a comparison of runs shows, with decimal places, if the runs have it. */
const COMPARED = [
  { split: 'train', metric: 'rmse', digits: 2 },
  { split: 'holdout', metric: 'rmse', digits: 2 },
  { split: 'test', metric: 'loss', digits: 4 },
] as const;

/** One row per run. */
export function comparisonTable(runs: readonly FinishedRun[]): string {
  const columns = COMPARED.filter(({ split, metric }) =>
    runs.some(({ results }) => results[split]?.[metric] !== undefined),
  );
  const table = plainTable([
    say({ en: 'model', ko: '모델' }),
    ...columns.map(({ split, metric }) => metricTitle(split, metric)),
    say({ en: 'seconds', ko: '초' }),
  ]);
  for (const { name, results, seconds } of runs) {
    const values = columns.map(({ split, metric, digits }) => decimal(results[split]?.[metric], digits));
    table.push([name, ...values, seconds.toFixed(1)]);
  }
  return table.toString();
}

/** A table without lines between its rows, numbers right-aligned. */
export function plainTable(head: string[]): Table.Table {
  return new Table({
    head,
    colAligns: ['left', ...head.slice(1).map(() => 'right' as const)],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
}

/** A dash for a missing value. */
export function decimal(value: number | undefined, digits: number): string {
  return value === undefined ? '—' : value.toFixed(digits);
}
