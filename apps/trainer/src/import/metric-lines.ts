import { EPOCH_TAG } from './scalar-series';
import type { MetricLine } from '@rnn-lab/runs';
import type { Scalar } from './event-file';
import type { Series } from './scalar-series';

/**
 * The lines of metrics.jsonl of a log, by step.
 *
 * Values of validation and test are those of an epoch's end, and so are values of training at the same steps; any others are
 * those of a step. Epochs are counted as Keras or Lightning does; a log that says nothing of epochs has as many as it has
 * steps with values of validation or test.
 */
export function metricLines(series: readonly Series[]): MetricLine[] {
  const metrics = series.filter((one) => one.tag !== EPOCH_TAG && !isRepeated(one, series));
  const begin = Math.min(...metrics.map(({ points }) => points[0].time));
  const evaluated = evaluatedSteps(metrics);
  const placeOf = placing(series, evaluated);

  const lines = new Map<string, MetricLine>();
  for (const one of metrics) {
    const kind = isOfEpochs(one, evaluated) ? 'epoch' : 'step';
    for (const point of one.points) {
      const place = placeOf(one, point);
      const key = `${kind} ${one.split} ${place.step} ${place.epoch}`;
      const line = lines.get(key) ?? { kind, split: one.split, ...place, t: 0, time: point.time };
      line.time = Math.max(line.time, point.time);
      line.t = (line.time - begin) / 1000;
      line[one.name] = point.value;
      lines.set(key, line);
    }
  }
  return [...lines.values()].sort((a, b) => a.step - b.step || a.time - b.time);
}

/** Keras logs each value of an epoch's evaluation twice, by epochs and by batches. */
function isRepeated({ keras, split, name }: Series, series: readonly Series[]): boolean {
  if (keras !== 'evaluation') return false;
  return series.some((other) => other.keras === 'epoch' && other.split === split && other.name === name);
}

/** Steps with values of validation or test, in order. */
function evaluatedSteps(metrics: readonly Series[]): number[] {
  const evaluations = metrics.filter(({ split, keras }) => split !== 'train' && keras !== 'epoch');
  const steps = new Set(evaluations.flatMap(({ points }) => points.map(({ step }) => step)));
  return [...steps].sort((a, b) => a - b);
}

function isOfEpochs({ split, keras, points }: Series, evaluated: readonly number[]): boolean {
  if (keras !== null) return keras !== 'batch';
  return split !== 'train' || points.every(({ step }) => includes(evaluated, step));
}

/** Returns the function that finds a point's step and epoch, both as a run counts them. */
function placing(series: readonly Series[], evaluated: readonly number[]) {
  const epochs = series.find(({ tag }) => tag === EPOCH_TAG)?.points ?? [];
  const ends = series.find(({ keras }) => keras === 'epoch')?.points.map(({ time }) => time) ?? [];
  const byBatches = series.filter(({ keras }) => keras === 'batch' || keras === 'evaluation');
  const batches = byBatches.flatMap(({ points }) => points).sort((a, b) => a.time - b.time);
  const batchTimes = batches.map(({ time }) => time);
  const epochSteps = epochs.map(({ step }) => step);

  return ({ keras }: Series, { step, time }: Scalar): Pick<MetricLine, 'step' | 'epoch'> => {
    if (keras === 'epoch') {
      // An epoch's end is at the step of its last batch, if batches are counted.
      const last = batches[countUpTo(batchTimes, time) - 1];
      return { step: last?.step ?? step + 1, epoch: step + 1 };
    }
    if (ends.length > 0) return { step, epoch: 1 + countUpTo(ends, time - 1) };
    if (epochs.length > 0) {
      const started = epochs[countUpTo(epochSteps, step) - 1];
      return { step, epoch: 1 + (started?.value ?? 0) };
    }
    return { step, epoch: 1 + countUpTo(evaluated, step - 1) };
  };
}

/** How many of the ascending numbers are at most `limit`. */
function countUpTo(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function includes(ascending: readonly number[], value: number): boolean {
  return ascending[countUpTo(ascending, value) - 1] === value;
}
