import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { NdArray } from '@rnn-lab/engine';
import { createEngine } from '@rnn-lab/engine';
import { RandomState } from '@rnn-lab/random';
import { createRun } from '@rnn-lab/runs';
import * as tf from '@tensorflow/tfjs';
import type { SavedModel } from './models';
import { ROWS } from './models';

export interface Saved {
  name: string;
  /** The run's `model` folder. */
  folder: string;
  x: { data: number[]; shape: readonly number[] };
  predictions: Float32Array;
  ownLayers: boolean;
  model: tf.LayersModel;
}

/** Trains the model for an epoch from random weights, and saves it like a run. */
export async function save(
  runsDir: string,
  name: string,
  { model, words, ownLayers = false }: SavedModel,
): Promise<Saved> {
  const random = new RandomState(5);
  const uniform = (size: number) => Float32Array.from(random.uniform(-0.5, 0.5, size) as Float64Array);
  for (const layer of model.layers) {
    layer.setWeights(
      layer.getWeights().map((weight, i) => {
        const { size, shape } = weight;
        const variable = layer.weights[i].originalName;
        if (variable.endsWith('bags')) return weight;
        const isVariance = variable.endsWith('moving_variance');
        return tf.tensor(isVariance ? uniform(size).map(Math.abs) : uniform(size), shape);
      }),
    );
  }
  const shape = [ROWS, ...(model.inputs[0].shape.slice(1) as number[])];
  const size = shape.reduce((a, b) => a * b);
  const data =
    words === undefined
      ? uniform(size).map((value, i) => (i < size / 2 && i % 6 < 3 ? 0.5 : value))
      : Int32Array.from(random.randint(0, words, size) as ArrayLike<number>);
  const x: NdArray = { data, shape };
  const y: NdArray = { data: Float32Array.from({ length: ROWS }, (_, i) => i % 2), shape: [ROWS, 1] };
  const engine = await createEngine('cpu', model, { loss: 'binaryCrossentropy' });
  try {
    await engine.fit(x, y, { epochs: 1, batchSize: 4, random: new RandomState(0) });
    await engine.syncModel();
    const { data: predictions } = await engine.predict(x);
    const folder = await saveRun(runsDir, model);
    return {
      name,
      folder,
      x: { data: Array.from(data), shape },
      predictions: Float32Array.from(predictions),
      ownLayers,
      model,
    };
  } finally {
    await engine.close();
  }
}

export async function saveRun(runsDir: string, model: tf.LayersModel): Promise<string> {
  const run = await createRun({
    runsDir,
    experiment: 'small',
    title: { en: 'Small models', ko: '작은 모델' },
    command: 'npx rnn-lab small',
    params: {},
    seed: 0,
    engine: 'cpu',
    workers: 1,
    reference: {},
    git: null,
    packages: {},
  });
  await model.save(tf.io.withSaveHandler(run.saveModel));
  run.finish({ results: {} });
  return join(run.directory, 'model');
}

/** Runs a program on the models; its last lines are JSON. */
export function output(
  program: string,
  script: string,
  of: readonly Pick<Saved, 'folder' | 'x'>[],
): unknown[] {
  const cases = JSON.stringify(of.map(({ folder, x }) => ({ folder, x })));
  const { status, stdout, stderr } = spawnSync(program, [join(__dirname, script), cases], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split('\n')
    .slice(-of.length)
    .map((line) => JSON.parse(line));
}

export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a).toHaveLength(b.length);
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));
}
