import type { Encoding } from '@rnn-lab/data';
import type { EngineName } from '@rnn-lab/engine';
import { readPreprocessing } from '@rnn-lab/runs';
import type { Host } from '../host';
import { findSavedRun } from '../saved-model/find-run';
import type { PredictionFormatName } from './prediction-formats';
import { predictSeries } from './predict-series';
import { predictTexts } from './predict-texts';

export interface PredictOptions {
  runsDir: string | null;
  engine: EngineName;
  /** Of files of texts alone. */
  textColumn: string | null;
  /** Of files alone. */
  encoding: Encoding | null;
  format: PredictionFormatName;
}

/**
 * Predicts with a run's model: the classes of texts, or the values that follow a series.
 *
 * @param name a run's id or folder
 * @param files absolute
 */
export async function predict(
  name: string,
  files: readonly string[],
  options: PredictOptions,
  host: Host,
): Promise<void> {
  const saved = await findSavedRun(name, options.runsDir);
  const { kind } = await readPreprocessing(saved.directory);
  await (kind === 'series' ? predictSeries : predictTexts)(saved, files, options, host);
}
