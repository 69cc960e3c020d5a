import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { pathInRun } from './directories';
import { readError } from './errors';
import { MODEL_FILE, MODEL_FOLDER, makeFolder, replaceFile, WEIGHTS_FILE } from './files';
import { readJson } from './json-file';

/** `tf.io.WeightsManifestEntry`. */
export interface WeightSpec {
  name: string;
  shape: number[];
  dtype: 'float32' | 'int32' | 'bool' | 'string' | 'complex64';
}

/** `tf.io.ModelArtifacts`: TensorFlow.js passes it to a save handler and expects it from a load handler. */
export interface ModelArtifacts {
  modelTopology?: object;
  weightSpecs?: WeightSpec[];
  /** All weights in the order of `weightSpecs`. */
  weightData?: ArrayBuffer | ArrayBuffer[];
  format?: string;
  generatedBy?: string;
  convertedBy?: string | null;
}

/** `tf.io.SaveResult`. */
export interface SaveResult {
  modelArtifactsInfo: { dateSaved: Date; modelTopologyType: 'JSON' };
}

const modelFile = z.looseObject({
  modelTopology: z.looseObject({}),
  weightsManifest: z.array(
    z.object({ paths: z.array(z.string()), weights: z.array(z.custom<WeightSpec>()) }),
  ),
});

/** Writes the TensorFlow.js Layers format: the weights in one file, then model.json. */
export function writeModel(directory: string, artifacts: ModelArtifacts): void {
  const { weightSpecs = [], weightData = [], ...rest } = artifacts;
  const weights = Buffer.concat([weightData].flat().map((shard) => new Uint8Array(shard)));
  const weightsManifest = [{ paths: [basename(WEIGHTS_FILE)], weights: weightSpecs }];
  makeFolder(directory, MODEL_FOLDER);
  replaceFile(join(directory, WEIGHTS_FILE), weights);
  replaceFile(join(directory, MODEL_FILE), JSON.stringify({ ...rest, weightsManifest }));
}

/**
 * Reads the saved model: `tf.loadLayersModel({ load: () => readModel(directory) })`.
 *
 * @throws RunsError `missing-file` if there is none or a part of it is missing; others if a file is broken
 */
export async function readModel(directory: string): Promise<ModelArtifacts> {
  const { weightsManifest, ...rest } = await readJson(directory, MODEL_FILE, modelFile);
  const paths = weightsManifest.flatMap((group) => group.paths);
  const weights = Buffer.concat(await Promise.all(paths.map((path) => readWeights(directory, path))));
  return {
    ...rest,
    weightSpecs: weightsManifest.flatMap((group) => group.weights),
    weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength),
  };
}

async function readWeights(directory: string, path: string): Promise<Buffer> {
  const file = join(MODEL_FOLDER, path);
  try {
    return await readFile(pathInRun(directory, file));
  } catch (error) {
    throw readError(file, error);
  }
}
