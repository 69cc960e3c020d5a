import { forecastErrors } from '@rnn-lab/forecasting';
import type { Outputs } from '@rnn-lab/engine';
import type { NdArray } from '@rnn-lab/errors';
import type { PredictionLine, RunFile } from '@rnn-lab/runs';

/** What one output of a model should have forecast. */
export interface Targets {
  /** The values after the windows, shape [windows] or [windows, horizon]. */
  y: NdArray;
  /** The series' own unit, in which errors are reported; undefined if it has none. */
  unit?: string;
  /** Undefined if the model's unit is the series' own. */
  scaling?: {
    /** Converts from the model's unit to the series' own. */
    invert(values: ArrayLike<number>): ArrayLike<number>;
  };
  /** Baseline forecasts of the same targets, in the series' unit, by name. */
  baselines?: Readonly<Record<string, ArrayLike<number>>>;
}

/** Forecasts of a series: windows, and the values after each; by output for a model with several. */
export type Forecasts = {
  /** The model's input, shape [windows, …]. */
  x: NdArray;
  /** The time of each target: a number in the series' own unit, or a date in ISO 8601. */
  times: ArrayLike<number | string>;
  /** Windows at the end whose target is padding: they count for the loss, as in Keras, but aren't forecasts. */
  padding?: number;
} & ((Targets & ForecastColumn) | { outputs: Readonly<Record<string, Targets>> });

/** What the lines of predictions say about their targets. */
interface ForecastColumn {
  /** The column that is forecast. */
  column?: string;
  /** Values that are forecast at a time, when there are several. */
  horizon?: number;
}

/** The targets as an engine takes them. */
export function targetsOf(forecasts: Forecasts): Outputs {
  if (!('outputs' in forecasts)) return forecasts.y;
  return Object.fromEntries(Object.entries(forecasts.outputs).map(([name, { y }]) => [name, y]));
}

/** How forecasts turned out: errors in the series' unit, by the metric's name, and the lines of predictions. */
export interface Judgement {
  errors: Record<string, number>;
  metricInfo: RunFile['metricInfo'];
  /** By the baseline's name. */
  baselines: Record<string, Record<string, number>>;
  lines: PredictionLine[];
}

/**
 * Judges equally many forecasts from several origins as one.
 *
 * @param judgements at least one
 */
export function pooled(judgements: readonly Judgement[]): Judgement {
  const [first] = judgements;
  const errors = (ofEach: (judgement: Judgement) => Record<string, number>) => {
    const all = judgements.map(ofEach);
    return Object.fromEntries(Object.keys(all[0]).map((name) => [name, pooledError(name, all)]));
  };
  return {
    errors: errors((judgement) => judgement.errors),
    metricInfo: first.metricInfo,
    baselines: Object.fromEntries(
      Object.keys(first.baselines).map((name) => [name, errors(({ baselines }) => baselines[name])]),
    ),
    lines: judgements.flatMap(({ lines }) => lines).map((line, index) => ({ ...line, index })),
  };
}

function pooledError(name: string, all: readonly Record<string, number>[]): number {
  const mean = (of: (value: number) => number) =>
    all.reduce((sum, errors) => sum + of(errors[name]), 0) / all.length;
  return name.endsWith('rmse') ? Math.sqrt(mean((value) => value ** 2)) : mean((value) => value);
}

/** @param outputsOf what the model predicted at the output with that name; without a name, at its only output */
export function judge(forecasts: Forecasts, outputsOf: (name?: string) => NdArray): Judgement {
  const { padding = 0 } = forecasts;
  const times = Array.from(forecasts.times).slice(0, forecasts.times.length - padding);
  if (!('outputs' in forecasts)) {
    const { points, ...judgement } = judgeOutput('', forecasts, outputsOf(), times.length);
    const { column, horizon } = forecasts;
    const lines = points.map((point, index) => ({
      index,
      time: times[index],
      ...(column !== undefined && { column }),
      ...(horizon !== undefined && { horizon: (index % horizon) + 1 }),
      ...point,
    }));
    return { ...judgement, lines };
  }
  const judged = Object.entries(forecasts.outputs).map(
    ([name, targets]) => [name, judgeOutput(`${name}_`, targets, outputsOf(name), times.length)] as const,
  );
  const names = new Set(judged.flatMap(([, { baselines }]) => Object.keys(baselines)));
  return {
    errors: Object.assign({}, ...judged.map(([, { errors }]) => errors)),
    metricInfo: Object.assign({}, ...judged.map(([, { metricInfo }]) => metricInfo)),
    baselines: Object.fromEntries(
      Array.from(names, (name) => [
        name,
        Object.assign({}, ...judged.map(([, { baselines }]) => baselines[name])),
      ]),
    ),
    lines: times.map((time, index) => ({
      index,
      time,
      outputs: Object.fromEntries(judged.map(([name, { points }]) => [name, points[index]])),
    })),
  };
}

/**
 * @param prefix of the errors' names
 * @param count the number of forecasts; what follows is padding
 */
function judgeOutput(
  prefix: string,
  { y, unit, scaling, baselines = {} }: Targets,
  predicted: NdArray,
  count: number,
) {
  const inUnit = (values: ArrayLike<number>) => scaling?.invert(values) ?? values;
  const target = inUnit(y.data.subarray(0, count));
  const output = inUnit(predicted.data.subarray(0, count));
  const errorsOf = (values: ArrayLike<number>): Record<string, number> =>
    Object.fromEntries(
      Object.entries(forecastErrors(target, values)).map(([name, error]) => [prefix + name, error]),
    );
  const errors = errorsOf(output);
  return {
    errors,
    metricInfo: Object.fromEntries(
      Object.keys(errors).map((name) => [name, { better: 'lower' as const, unit }]),
    ),
    baselines: mapValues(baselines, errorsOf),
    points: Array.from(target, (value, i) => ({
      target: value,
      output: output[i],
      baselines: mapValues(baselines, (values) => values[i]),
    })),
  };
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
