import { mean, sampleStandardDeviation } from 'simple-statistics';
import { say } from '../language';
import { labelOf } from '../sweep/variants';
import { counted, duration } from './format';
import { metricTitle } from './labels';
import { plainTable } from './results-table';
import type { Experiment } from '@rnn-lab/lab';
import type { SweepPlan } from '../sweep/sweep';
import type { Standing } from '../sweep/standings';

/**
 * A row per variant, best first: mean ± deviation over the seeds of what ranks them and of the loss, and the mean training
 * time. Nothing of the test split: choosing by it would make its results too good.
 *
 * @param metric ranks the variants
 */
export function sweepTable(
  standings: readonly Standing[],
  { split, seeds }: Pick<SweepPlan, 'split' | 'seeds'>,
  metric: string,
): string {
  const metrics = [...new Set([metric, 'loss'])];
  const table = plainTable([
    say({ en: 'variant', ko: '조합' }),
    ...metrics.map((name) => metricTitle(split, name)),
    say({ en: 'time', ko: '소요 시간' }),
    say({ en: 'status', ko: '상태' }),
  ]);
  for (const standing of standings) {
    const { variant, runs } = standing;
    table.push([
      labelOf(variant) || say({ en: 'seeds alone', ko: '시드만' }),
      ...metrics.map((name) => spread(standing.metrics.map(({ [name]: value }) => value))),
      secondsOf(runs),
      statusOf(standing, seeds.length),
    ]);
  }
  return table.toString();
}

/** The best variant, and its results on the split that is kept for the end. */
export function chosenLines(
  { variant, metrics, runs }: Standing,
  { split, name }: Pick<SweepPlan, 'split' | 'name'>,
  metric: string,
  { primaryMetric }: Pick<Experiment, 'primaryMetric'>,
): string[] {
  const kept = primaryMetric.split;
  const label = labelOf(variant);
  const by = metricTitle(split, metric);
  const score = spread(metrics.map(({ [metric]: value }) => value));
  const test = spread(runs.map(({ results }) => results[kept]?.[primaryMetric.metric]));
  const of = metricTitle(kept, primaryMetric.metric);
  return [
    label &&
      say({
        en: `Best by ${by}: ${label} (${score})`,
        ko: `${by} 기준 최적: ${label} (${score})`,
      }),
    (kept === 'test' || kept === 'holdout') &&
      (label
        ? say({
            en: `Its ${of}: ${test}. Only the chosen variant's is shown: choosing by it would make it too good.`,
            ko: `이 조합의 ${of}: ${test}. 이 값으로 고르면 실제보다 좋게 나오므로, 선택된 조합의 값만 보입니다.`,
          })
        : `${of}: ${test}`),
    say({ en: `Reproduce it: ${runs[0].command}`, ko: `재현 명령: ${runs[0].command}` }),
    say({
      en: `Dashboard: http://127.0.0.1:3000/?tag=${encodeURIComponent(name)}&group=seeds (start it with npx nx run dashboard:start)`,
      ko: `대시보드: http://127.0.0.1:3000/?tag=${encodeURIComponent(name)}&group=seeds (npx nx run dashboard:start로 시작)`,
    }),
  ].filter((line) => typeof line === 'string' && line !== '') as string[];
}

/** 0.8512 ± 0.0021: the mean, and the sample deviation (n − 1) if there are several. */
function spread(values: readonly (number | undefined)[]): string {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return '—';
  const deviation = known.length > 1 ? ` ± ${sampleStandardDeviation(known).toFixed(4)}` : '';
  return `${mean(known).toFixed(4)}${deviation}`;
}

function secondsOf(runs: Standing['runs']): string {
  const seconds = runs.map(({ timings }) => timings.train).filter((value) => value !== undefined);
  return seconds.length > 0 ? duration(mean(seconds)) : '—';
}

function statusOf({ status, epoch, runs }: Standing, seeds: number): string {
  switch (status) {
    case 'finished':
      return say({ en: 'finished', ko: '완료' });
    case 'pruned':
      return say({ en: `pruned after epoch ${epoch}`, ko: `에포크 ${epoch} 뒤 가지치기됨` });
    case 'unfinished': {
      const finished = runs.filter((run) => run.status === 'finished').length;
      return say({
        en: `unfinished (${finished} of ${counted(seeds, 'seed')})`,
        ko: `미완료(시드 ${seeds}개 중 ${finished}개)`,
      });
    }
  }
}
