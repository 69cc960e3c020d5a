import type { NdArray } from '@rnn-lab/engine';
import { loadSavedModel } from '@rnn-lab/export';
import { logOdds } from '@rnn-lab/models';
import { memberFolder, readModel, readPreprocessing, readVocabulary } from '@rnn-lab/runs';
import type { ModelFolder } from '@rnn-lab/runs';
import { isNgramUnit, NgramModel } from '@rnn-lab/text';
import type { NgramUnit } from '@rnn-lab/text';
import { readPipeline } from './read-pipeline';
import { startEngine } from './start-engine';
import type { EngineChoice } from './start-engine';

/** One of an ensemble's classifiers. */
export interface EnsembleMember {
  /** Values that it reads of a text. */
  readonly width: number;
  /** @returns shape [texts, width] */
  encode(texts: readonly string[]): Promise<NdArray>;
  /**
   * @param x from `encode`
   * @returns the log-odds of label 1, shape [texts, 1]
   */
  logOdds(x: NdArray, signal?: AbortSignal): Promise<NdArray>;
  hasKnownWord(x: NdArray, row: number): boolean;
  close(): Promise<void>;
}

export async function loadMember(
  directory: string,
  name: string,
  choice: EngineChoice,
): Promise<EnsembleMember> {
  const folder = memberFolder(name);
  const { cleaning } = await readPreprocessing(directory, folder);
  return isNgramUnit(cleaning)
    ? loadNgrams(directory, folder, cleaning)
    : loadNetwork(directory, folder, choice);
}

async function loadNetwork(
  directory: string,
  folder: ModelFolder,
  choice: EngineChoice,
): Promise<EnsembleMember> {
  const pipeline = await readPipeline(directory, folder);
  const model = await loadSavedModel(directory, folder);
  const { engine } = await startEngine(model, 'binaryCrossentropy', choice);
  return {
    width: pipeline.maxLength,
    encode: (texts) => pipeline.encode(texts),
    async logOdds(x, signal) {
      const { data, shape } = (await engine.predict(x, { signal })) as NdArray;
      return { data: Float32Array.from(data, logOdds), shape };
    },
    hasKnownWord: (x, row) => pipeline.hasKnownWord(x, row),
    close: () => engine.close(),
  };
}

/** Reads a text to the end at once, so that its input is its log-odds. */
async function loadNgrams(directory: string, folder: ModelFolder, unit: NgramUnit): Promise<EnsembleMember> {
  const [artifacts, vocabulary] = await Promise.all([
    readModel(directory, folder),
    readVocabulary(directory, folder),
  ]);
  const model = NgramModel.fromFiles({ unit, artifacts, vocabulary });
  return {
    width: 1,
    encode: (texts) => Promise.resolve({ data: model.logOdds(texts), shape: [texts.length, 1] }),
    logOdds: (x) => Promise.resolve(x),
    hasKnownWord: () => false,
    close: () => Promise.resolve(),
  };
}
