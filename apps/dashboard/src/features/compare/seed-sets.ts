import { isMetricKey, sortedMetricKeys, splitMetricKey } from '@rnn-lab/runs/metrics';
import { mean, sampleStandardDeviation } from 'simple-statistics';
import { dataHash, onePerSeed, seedSetKey, settingsOf } from '#api/seed-sets';
import { metricColumns } from './metric-rows';
import type { MetricKey, Run } from '@rnn-lab/runs';
import type { Sample } from '#api/mean-difference';
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

/** The results of a set's runs in one metric; null if none is finite. */
export function sampleOf({ runs }: SeedSet, key: MetricKey): Sample | null {
  const [split, metric] = splitMetricKey(key);
  const values = runs.map(({ run }) => run.results[split]?.[metric]).filter(isFinite);
  if (values.length === 0) return null;
  return {
    count: values.length,
    mean: mean(values),
    deviation: values.length > 1 ? sampleStandardDeviation(values) : null,
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
