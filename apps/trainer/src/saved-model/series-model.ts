import { checkEngine } from '@rnn-lab/engine';
import type { NdArray } from '@rnn-lab/engine';
import { loadSavedModel } from '@rnn-lab/export';
import { clip, featureWindows, Standardization } from '@rnn-lab/forecasting';
import { readPreprocessing } from '@rnn-lab/runs';
import type { Preprocessing } from '@rnn-lab/runs';
import { UsageError } from '../errors';
import type { SavedRun } from './find-run';
import { startEngine } from './start-engine';
import type { EngineChoice } from './start-engine';

/** A run's model of a series, from its last values to those that follow, all in the series' own unit. */
export interface SeriesModel {
  readonly preprocessing: Preprocessing;
  /** Time steps that the model reads. */
  readonly window: number;
  /** Columns that it reads. */
  readonly features: number;
  /** Values that it forecasts. */
  readonly horizon: number;
  /** Why matrix products run in WebAssembly, if they do. */
  readonly matMulFallback?: string;
  /**
   * The last windows of several series, scaled.
   *
   * @param series of each its columns, with at least a window of values
   */
  encode(series: readonly (readonly ArrayLike<number>[])[]): Promise<NdArray>;
  /**
   * @param x from `encode`
   * @returns for each series the values that follow
   */
  predict(x: NdArray, signal?: AbortSignal): Promise<number[][]>;
  close(): Promise<void>;
}

/**
 * Loads a run's model of a series and starts the engine.
 *
 * @throws UsageError, UserError, RunsError if the run has no such model or its files are broken
 * @throws EngineUnavailableError, UnsupportedModelError
 */
export async function loadSeriesModel(
  { run, directory }: SavedRun,
  choice: EngineChoice,
): Promise<SeriesModel> {
  await checkEngine(choice.engine, choice);
  const preprocessing = await readPreprocessing(directory);
  const model = await loadSavedModel(directory);
  if (model.outputs.length > 1) {
    throw new UsageError(
      `The model of ${run.id} has ${model.outputs.length} outputs, and forecasts are made from one; rnn-lab export ${run.id} takes it to another program.`,
    );
  }
  // [1, window] of the sine is the same row of numbers as [window, 1].
  const inputShape = model.inputs[0].shape.slice(1) as number[];
  const size = inputShape.reduce((product, length) => product * length, 1);
  const window = preprocessing.maxLength ?? size;
  const features = preprocessing.columns?.length ?? 1;
  if (window * features !== size) {
    throw new UsageError(
      `${directory}: the model reads ${size} values, but preprocessing.json names ${window} steps of ${features} columns; put back the original files.`,
    );
  }
  const horizon = model.outputs[0].shape.at(-1) as number;
  const scalings = scalingsOf(preprocessing, features);
  const { engine, matMulFallback } = await startEngine(model, 'meanSquaredError', choice);

  /** The last window of a series, scaled; shape [1, window, features]. */
  const lastWindow = (columns: readonly ArrayLike<number>[]) => {
    const scaled = columns.map((values, i) => {
      const last = Array.from(values).slice(-window);
      const clipped = i === 0 ? clip(last, preprocessing.clip ?? Infinity) : last;
      return scalings[i].apply(clipped);
    });
    return featureWindows(scaled, window, 0).x.data;
  };

  return {
    preprocessing,
    window,
    features,
    horizon,
    matMulFallback,
    encode: async (series) => {
      const data = new Float32Array(series.length * size);
      series.forEach((columns, i) => data.set(lastWindow(columns), i * size));
      return { data, shape: [series.length, ...inputShape] };
    },
    async predict(x, signal) {
      const predicted = (await engine.predict(x, { signal })) as NdArray;
      return Array.from({ length: x.shape[0] }, (_, row) => {
        const scores = predicted.data.subarray(row * horizon, (row + 1) * horizon);
        return Array.from(scalings[0].invert(scores), rounded);
      });
    },
    close: () => engine.close(),
  };
}

/** The scale of each column, as `scaling` of preprocessing.json names them; without any, values are used as they are. */
function scalingsOf({ scaling, columns }: Preprocessing, features: number): Standardization[] {
  return Array.from({ length: features }, (_, i) => {
    const suffix = i === 0 ? '' : `.${columns?.[i]}`;
    return new Standardization(scaling?.[`mean${suffix}`] ?? 0, scaling?.[`deviation${suffix}`] ?? 1);
  });
}

/** The digits that a float32 has. */
function rounded(value: number): number {
  return Number(value.toPrecision(7));
}
