import { metricInfoOf, splitMetricKey } from '@rnn-lab/runs/metrics';
import { differenceOf, studentQuantile } from './mean-difference';
import { dataHash, halfOfDifference } from './seed-sets';
import type { MetricInfos, MetricKey, Run } from '@rnn-lab/runs';
import type { Sample } from './mean-difference';
import type { Pin } from './pins';

/** One run, or the runs of a group, to compare with the pinned baseline. */
export interface Measured {
  /** Of a value, or of the mean of several runs. */
  sample: Sample;
  metricInfo: MetricInfos;
  /** As in `RunRow`. */
  data: string;
  testRows: number | null;
}

/** A run's result. */
export function measuredRun(run: Omit<Measured, 'sample'>, value: number): Measured {
  const { metricInfo, data, testRows } = run;
  return { metricInfo, data, testRows, sample: { count: 1, mean: value, deviation: null } };
}

/** `measuredRun` of all of run.json. */
export function measuredDetail(
  { metricInfo, dataset }: Pick<Run, 'metricInfo' | 'dataset'>,
  value: number,
): Measured {
  return measuredRun({ metricInfo, data: dataHash(dataset), testRows: dataset?.rows.test ?? null }, value);
}

export interface PinDifference {
  difference: number;
  /** null if the values are equal, or the metric's direction isn't known. */
  isBetter: boolean | null;
  /** Half of the difference's 95% interval; null if neither the seeds nor the test rows imply one. */
  half: number | null;
  /** Whether the interval leaves out 0; null without one. */
  isMoreThanNoise: boolean | null;
}

/** null if the baseline has no such result, or another data set or number of test rows. */
export function pinDifference(pin: Pin, key: MetricKey, measured: Measured): PinDifference | null {
  const baseline = pin.results[key];
  const { sample, data, testRows } = measured;
  if (!baseline || !pin.run || !Number.isFinite(sample.mean)) return null;
  if (pin.run.data !== data || pin.run.testRows !== testRows) return null;
  const difference = sample.mean - baseline.mean;
  const [split, metric] = splitMetricKey(key);
  const { better } = metricInfoOf(metric, measured.metricInfo);
  const half =
    halfOf(baseline, sample) ??
    (split === 'test' ? halfOfDifference(key, baseline.mean, sample.mean, testRows) : null);
  return {
    difference,
    isBetter: difference === 0 || !better ? null : difference > 0 === (better === 'higher'),
    half,
    isMoreThanNoise: half === null ? null : Math.abs(difference) > half,
  };
}

/** By the seeds: Welch's interval of two means; of one run, where another seed's result would be. */
function halfOf(a: Sample, b: Sample): number | null {
  const welch = differenceOf(a, b);
  if (welch) return welch.half;
  const { count, deviation } = a.deviation === null ? b : a;
  return deviation === null ? null : studentQuantile(count - 1) * deviation * Math.sqrt(1 + 1 / count);
}
