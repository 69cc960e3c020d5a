import { basename, join } from 'node:path';
import { z } from 'zod';
import { readError } from './errors';
import { fileOfModel, MODEL_FILE, MODEL_FOLDER, makeFolder, replaceFile, WEIGHTS_FILE } from './files';
import { LARGE_JSON, readJson } from './json-file';
import { readInRun } from './open-file';
import { bytesOf, checkWeights, weightSpec } from './weights';
import type { ModelFolder } from './files';

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

/** Levels of objects and arrays in a model's topology; code that reads deeper ones overflows the stack. */
const DEEPEST = 200;

const modelFile = z.looseObject({
  modelTopology: z
    .looseObject({})
    .refine((topology) => !isDeeper(topology, DEEPEST), `nested more than ${DEEPEST} levels deep`),
  weightsManifest: z.array(
    z.object({
      paths: z.array(
        z.string().refine((path) => basename(path) === path, 'expected the name of a file beside it'),
      ),
      weights: z.array(weightSpec),
    }),
  ),
});

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1));
}

/** Writes the TensorFlow.js Layers format: the weights in one file, then model.json. */
export function writeModel(directory: string, artifacts: ModelArtifacts, folder: ModelFolder): void {
  const { weightSpecs = [], weightData = [], ...rest } = artifacts;
  const weights = Buffer.concat([weightData].flat().map((shard) => new Uint8Array(shard)));
  const weightsManifest = [{ paths: [basename(WEIGHTS_FILE)], weights: weightSpecs }];
  makeFolder(directory, folder);
  replaceFile(join(directory, fileOfModel(WEIGHTS_FILE, folder)), weights);
  replaceFile(join(directory, fileOfModel(MODEL_FILE, folder)), JSON.stringify({ ...rest, weightsManifest }));
}

/**
 * Reads a saved model: `tf.loadLayersModel({ load: () => readModel(directory) })`.
 *
 * @throws RunsError `missing-file` if there is none or a part of it is missing; others if a file is broken
 */
export async function readModel(
  directory: string,
  folder: ModelFolder = MODEL_FOLDER,
): Promise<ModelArtifacts> {
  const file = fileOfModel(MODEL_FILE, folder);
  const { weightsManifest, ...rest } = await readJson(directory, file, modelFile, { atMost: LARGE_JSON });
  const weightSpecs = weightsManifest.flatMap((group) => group.weights);
  const paths = weightsManifest.flatMap((group) => group.paths);
  const atMost = bytesOf(weightSpecs);
  const weights = Buffer.concat(
    await Promise.all(paths.map((path) => readWeights(directory, `${folder}/${path}`, atMost))),
  );
  const weightData = weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength);
  checkWeights(weightSpecs, weightData, fileOfModel(WEIGHTS_FILE, folder));
  return { ...rest, weightSpecs, weightData };
}

async function readWeights(directory: string, file: string, atMost: number): Promise<Buffer> {
  try {
    return await readInRun(directory, file, atMost);
  } catch (error) {
    throw readError(file, error);
  }
}
