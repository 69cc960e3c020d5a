import { forecastErrors } from '@rnn-lab/forecasting';
import type { Outputs } from '@rnn-lab/engine';
import type { NdArray } from '@rnn-lab/errors';
import type { PredictionLine, RunFile } from '@rnn-lab/runs';

/** What one output of a model should have forecast. */
export interface Targets {
  /** The values after the windows, shape [windows]. */
  y: NdArray;
  /** The series' own unit, in which errors are reported; undefined if it has none. */
  unit?: string;
  /** Converts from the model's unit to the series' own; undefined if they are the same. */
  scaling?: { invert(values: ArrayLike<number>): ArrayLike<number> };
  /** Baseline forecasts of the same targets, in the series' unit, by name. */
  baselines?: Readonly<Record<string, ArrayLike<number>>>;
}

/** One-step-ahead forecasts of a series: windows, and the value after each; by output for a model with several. */
export type Forecasts = {
  /** The model's input, shape [windows, …]. */
  x: NdArray;
  /** The time of each target, in the series' own unit. */
  times: ArrayLike<number>;
} & (Targets | { outputs: Readonly<Record<string, Targets>> });

/** The targets as an engine takes them. */
export function targetsOf(forecasts: Forecasts): Outputs {
  if (!('outputs' in forecasts)) return forecasts.y;
  return Object.fromEntries(Object.entries(forecasts.outputs).map(([name, { y }]) => [name, y]));
}

/** How forecasts turned out: errors in the series' unit, by the metric's name, and the lines of predictions. */
interface Judgement {
  errors: Record<string, number>;
  metricInfo: RunFile['metricInfo'];
  /** By the baseline's name. */
  baselines: Record<string, Record<string, number>>;
  lines: PredictionLine[];
}

/** @param outputsOf what the model predicted at the output with that name; without a name, at its only output */
export function judge(forecasts: Forecasts, outputsOf: (name?: string) => NdArray): Judgement {
  const { times } = forecasts;
  if (!('outputs' in forecasts)) {
    const { points, ...judgement } = judgeOutput('', forecasts, outputsOf());
    const lines = points.map((point, index) => ({ index, time: times[index], ...point }));
    return { ...judgement, lines };
  }
  const judged = Object.entries(forecasts.outputs).map(
    ([name, targets]) => [name, judgeOutput(`${name}_`, targets, outputsOf(name))] as const,
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
    lines: Array.from(times, (time, index) => ({
      index,
      time,
      outputs: Object.fromEntries(judged.map(([name, { points }]) => [name, points[index]])),
    })),
  };
}

/** @param prefix of the errors' names */
function judgeOutput(prefix: string, { y, unit, scaling, baselines = {} }: Targets, predicted: NdArray) {
  const inUnit = (values: ArrayLike<number>) => scaling?.invert(values) ?? values;
  const target = inUnit(y.data);
  const output = inUnit(predicted.data);
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
