import { isMetricKey, sortedMetricKeys, splitMetricKey } from '@rnn-lab/runs/metrics';
import { mean, sampleVariance } from 'simple-statistics';
import { dataHash, onePerSeed, seedSetKey, settingsOf } from '#api/seed-sets';
import { metricColumns } from './metric-rows';
import type { MetricKey, Run } from '@rnn-lab/runs';
import type { SeedSetSettings } from '#api/seed-sets';
import type { Compared } from './use-compared';

/** Compared runs that differ in the seed alone, one per seed. */
export interface SeedSet {
  key: string;
  runs: Compared[];
  /** The settings that tell it from the others, as `name=value`; the experiment and the model if there are none. */
  name: string;
}

/** The seed sets, in the order of their first runs; empty if none has two seeds. */
export function seedSetsOf(runs: readonly Compared[]): SeedSet[] {
  const keys = runs.map(({ run }) => seedSetKey(describe(run)));
  const found = [...new Set(keys)].map((key) => {
    const members = runs.filter((_, i) => keys[i] === key);
    return { key, runs: onePerSeed(members, ({ run }) => run) };
  });
  if (found.every(({ runs }) => runs.length < 2)) return [];
  const settings = found.map(({ runs: [{ run }] }) => {
    const described = describe(run);
    return { experiment: run.experiment, model: described.model, ...settingsOf(described) };
  });
  const names = [...new Set(settings.flatMap((each) => Object.keys(each)))] as (keyof (typeof settings)[0])[];
  const varying = names.filter((name) => new Set(settings.map((each) => each[name] ?? null)).size > 1);
  return found.map((set, i) => {
    const { experiment, model } = settings[i];
    const distinct = varying.map((name) => `${name}=${settings[i][name] ?? '–'}`).join(' ');
    return { ...set, name: distinct || [experiment, model].filter(Boolean).join(' · ') };
  });
}

function describe(run: Run): SeedSetSettings {
  const { experiment, engine, params } = run;
  return { experiment, engine, params, model: run.model?.name ?? null, data: dataHash(run.dataset) };
}

/** The results of a set's runs in one metric. */
export interface Sample {
  count: number;
  mean: number;
  /** Sample variance (n − 1); null for one run. */
  variance: number | null;
}

/** null if no run of the set has a finite result. */
export function sampleOf({ runs }: SeedSet, key: MetricKey): Sample | null {
  const [split, metric] = splitMetricKey(key);
  const values = runs.map(({ run }) => run.results[split]?.[metric]).filter(isFinite);
  if (values.length === 0) return null;
  return {
    count: values.length,
    mean: mean(values),
    variance: values.length > 1 ? sampleVariance(values) : null,
  };
}

function isFinite(value: number | null | undefined): value is number {
  return Number.isFinite(value);
}

/** The results that the sets can be judged by: of the test and the hold-out, else of the validation. */
export function judgedMetrics(sets: readonly SeedSet[]): MetricKey[] {
  const results = metricColumns(sets.flatMap(({ runs }) => runs.map(({ run }) => run)))
    .filter(({ kind }) => kind === 'result')
    .map(({ key }) => key);
  const keys = sortedMetricKeys(results.filter(isMetricKey));
  const held = keys.filter((key) => ['test', 'holdout'].includes(splitMetricKey(key)[0]));
  return held.length > 0 ? held : keys.filter((key) => splitMetricKey(key)[0] === 'validation');
}

/** How a set's mean differs from that of another. */
export interface MeanDifference {
  difference: number;
  /** Half of its 95% interval. */
  half: number;
  /** Whether the interval leaves out 0. */
  isMoreThanNoise: boolean;
}

/** By Welch's t interval; null if a set has fewer than two runs. */
export function differenceOf(a: Sample, b: Sample): MeanDifference | null {
  if (a.variance === null || b.variance === null) return null;
  const [va, vb] = [a.variance / a.count, b.variance / b.count];
  const difference = b.mean - a.mean;
  const freedom = (va + vb) ** 2 / (va ** 2 / (a.count - 1) + vb ** 2 / (b.count - 1));
  const half = va + vb === 0 ? 0 : studentQuantile(freedom) * Math.sqrt(va + vb);
  return { difference, half, isMoreThanNoise: Math.abs(difference) > half };
}

/** Student's t for two-sided 95%, by degrees of freedom from 1. */
const STUDENT = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** Rounded down to whole degrees of freedom, which makes the interval rather too wide. */
function studentQuantile(freedom: number): number {
  return STUDENT[Math.min(Math.floor(freedom), STUDENT.length) - 1] ?? STUDENT[0];
}
