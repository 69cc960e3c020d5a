import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RandomState } from '@rnn-lab/random';
import * as tf from '@tensorflow/tfjs';
import { nsmcLstm } from './nsmc-lstm';

beforeAll(() => tf.enableProdMode());
afterEach(() => tf.disposeVariables());

const small = { vocabularySize: 50, embeddingDimension: 6, units: 5, maxLength: 4 };

const build = (sizes: typeof small, seed: number) => nsmcLstm({ ...sizes, random: new RandomState(seed) });

function weights(model: tf.Sequential): Record<string, Float32Array> {
  return Object.fromEntries(
    model.weights.map((weight) => [weight.originalName, weight.read().dataSync<'float32'>()]),
  );
}

async function artifacts(model: tf.Sequential): Promise<tf.io.ModelArtifacts> {
  let saved: tf.io.ModelArtifacts = {};
  await model.save(
    tf.io.withSaveHandler(async (given) => {
      saved = given;
      return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(given) };
    }),
  );
  return saved;
}

test('has the layers, shapes and parameter counts of the Keras model', () => {
  const model = build({ vocabularySize: 35_000, embeddingDimension: 100, units: 128, maxLength: 30 }, 0);
  expect(model.layers.map((layer) => [layer.name, layer.outputShape, layer.countParams()])).toEqual([
    ['embedding', [null, 30, 100], 3_500_000],
    ['lstm', [null, 128], 117_248],
    ['dense', [null, 1], 129],
  ]);
  expect(model.inputs[0].shape).toEqual([null, 30]);
  expect(model.weights.map((weight) => [weight.originalName, weight.shape])).toEqual([
    ['embedding/embeddings', [35_000, 100]],
    ['lstm/kernel', [100, 512]],
    ['lstm/recurrent_kernel', [128, 512]],
    ['lstm/bias', [512]],
    ['dense/kernel', [128, 1]],
    ['dense/bias', [1]],
  ]);
});

test('weights follow their initializers', () => {
  const model = weights(
    build({ vocabularySize: 2_000, embeddingDimension: 100, units: 128, maxLength: 30 }, 0),
  );
  const uniform = (name: string, limit: number) => {
    const values = model[name];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(values.every((value) => Math.abs(value) <= Math.fround(limit))).toBe(true);
    expect(Math.abs(mean)).toBeLessThan((4 * limit) / Math.sqrt(3 * values.length));
    expect(variance / (limit ** 2 / 3)).toBeCloseTo(1, values.length > 1_000 ? 1 : 0);
  };
  uniform('embedding/embeddings', 0.05);
  uniform('lstm/kernel', Math.sqrt(6 / (100 + 512)));
  uniform('dense/kernel', Math.sqrt(6 / (128 + 1)));

  const recurrent = tf.tensor2d(model['lstm/recurrent_kernel'], [128, 512]);
  const gram = tf.matMul(recurrent, recurrent, false, true);
  expect(gram.sub(tf.eye(128)).abs().max().dataSync()[0]).toBeLessThan(1e-6);

  const gates = { i: 0, f: 1, c: 0, o: 0 };
  const bias = Object.values(gates).flatMap((value) => new Array<number>(128).fill(value));
  expect([...model['lstm/bias']]).toEqual(bias);
  expect([...model['dense/bias']]).toEqual([0]);
});

test('the seed decides every weight', () => {
  const first = weights(build(small, 3));
  expect(weights(build(small, 3))).toEqual(first);
  const other = weights(build(small, 4));
  for (const name of ['embedding/embeddings', 'lstm/kernel', 'lstm/recurrent_kernel', 'dense/kernel']) {
    expect(other[name]).not.toEqual(first[name]);
  }
});

test('draws each weight once, in order: embedding, LSTM kernel, recurrent kernel, dense kernel', () => {
  const random = new RandomState(5);
  nsmcLstm({ ...small, random });
  const expected = new RandomState(5);
  expected.uniform(0, 1, 50 * 6);
  expected.uniform(0, 1, 6 * 20);
  expected.normal(0, 1, 5 * 20);
  expected.uniform(0, 1, 5 * 1);
  expect(random.getState()).toEqual(expected.getState());
});

test('saves the same topology as a model with stock initializers', async () => {
  const stock = tf.sequential({
    name: 'nsmc_lstm',
    layers: [
      tf.layers.embedding({
        name: 'embedding',
        inputDim: 50,
        outputDim: 6,
        inputLength: 4,
        embeddingsInitializer: 'randomUniform',
      }),
      tf.layers.lstm({
        name: 'lstm',
        units: 5,
        recurrentActivation: 'sigmoid',
        unitForgetBias: true,
        kernelInitializer: 'glorotUniform',
        recurrentInitializer: 'orthogonal',
        biasInitializer: 'zeros',
      }),
      tf.layers.dense({
        name: 'dense',
        units: 1,
        activation: 'sigmoid',
        kernelInitializer: 'glorotUniform',
        biasInitializer: 'zeros',
      }),
    ],
  });
  expect((await artifacts(build(small, 0))).modelTopology).toEqual((await artifacts(stock)).modelTopology);
});

test('the saved model predicts the same in a process that loads only @tensorflow/tfjs', async () => {
  const model = build(small, 6);
  const words = [
    [0, 0, 0, 7],
    [1, 2, 3, 49],
    [0, 0, 0, 0],
  ];
  const saved = await artifacts(model);
  const directory = mkdtempSync(join(tmpdir(), 'nsmc-lstm-'));
  try {
    const { weightData, ...topology } = saved;
    writeFileSync(join(directory, 'model.json'), JSON.stringify(topology));
    writeFileSync(join(directory, 'weights.bin'), new Uint8Array(weightData as ArrayBuffer));
    const script = `
      const { readFileSync } = require('node:fs');
      const tf = require('@tensorflow/tfjs');
      const artifacts = JSON.parse(readFileSync(${JSON.stringify(join(directory, 'model.json'))}, 'utf8'));
      artifacts.weightData = new Uint8Array(readFileSync(${JSON.stringify(join(directory, 'weights.bin'))})).buffer;
      tf.loadLayersModel(tf.io.fromMemory(artifacts)).then((model) =>
        process.stdout.write(JSON.stringify(model.predict(tf.tensor2d(${JSON.stringify(words)})).arraySync())));
    `;
    const output = execFileSync(process.execPath, ['-e', script], {
      cwd: __dirname,
      encoding: 'utf8',
      timeout: 60_000,
      killSignal: 'SIGKILL',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const predictions = (model.predict(tf.tensor2d(words)) as tf.Tensor).arraySync();
    expect(JSON.parse(output)).toEqual(predictions);
    expect(new Set((predictions as number[][]).flat()).size).toBe(words.length);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test.each(['vocabularySize', 'embeddingDimension', 'units'] as const)('refuses a %s of 0', (name) => {
  expect(() => build({ ...small, [name]: 0 }, 0)).toThrow('positive integer');
});
