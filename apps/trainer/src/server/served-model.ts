import type { SavedRun } from '../saved-model/find-run';
import { loadSeriesModel } from '../saved-model/series-model';
import type { EngineChoice } from '../saved-model/start-engine';
import { loadTextModel } from '../saved-model/text-model';
import type { TextPrediction } from '../saved-model/text-model';
import type { PredictRoute } from './predict-route';
import { PredictionQueue } from './prediction-queue';
import { seriesRoute } from './series-route';
import { textRoute } from './text-route';

/** A run's model behind POST /predict. */
interface ServedModel {
  model: { readonly matMulFallback?: string; close(): Promise<void> };
  queue: { readonly length: number; readonly failure: AbortSignal };
  predict: PredictRoute;
  /** Loads the dictionary and starts the threads, so that the first request doesn't wait for them. */
  warmUp(signal: AbortSignal): Promise<unknown>;
}

export async function servedTexts(saved: SavedRun, choice: EngineChoice): Promise<ServedModel> {
  const model = await loadTextModel(saved, choice);
  const queue = new PredictionQueue<string, TextPrediction>(model);
  return { model, queue, predict: textRoute(model, queue), warmUp: (signal) => queue.predict([''], signal) };
}

export async function servedSeries(saved: SavedRun, choice: EngineChoice): Promise<ServedModel> {
  const model = await loadSeriesModel(saved, choice);
  const queue = new PredictionQueue<readonly number[][], number[]>(model);
  const nothing = Array.from({ length: model.features }, () => new Array<number>(model.window).fill(0));
  return {
    model,
    queue,
    predict: seriesRoute(model, queue),
    warmUp: (signal) => queue.predict([nothing], signal),
  };
}
