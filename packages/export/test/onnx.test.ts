import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LAYERS } from '../src/onnx/layers';
import { onnxModel } from '../src';
import { createEngine } from '@rnn-lab/engine';
import * as tf from '@tensorflow/tfjs';
import { models } from './models';
import type { Saved } from './saved';
import { distance, output, save } from './saved';

const TOLERANCE = 1e-5;
const runsDir = mkdtempSync(join(tmpdir(), 'rnn-lab-onnx-'));
afterAll(() => rmSync(runsDir, { recursive: true, force: true }));

const { dense, embedding, gru, lstm, conv1d, globalMaxPooling1d, inputLayer } = tf.layers;
const sequential = (...layers: tf.layers.Layer[]) => tf.sequential({ layers });
const words = (options = {}) => embedding({ inputDim: 9, outputDim: 4, inputLength: 5, ...options });

test('ONNX Runtime predicts the same with every layer and activation', async () => {
  const saved: Saved[] = [];
  for (const [name, model] of Object.entries(models())) saved.push(await save(runsDir, name, model));
  for (const { folder, model } of saved) writeFileSync(join(folder, 'model.onnx'), onnxModel(model));
  const distances = output(process.execPath, 'predict-onnx.cjs', saved).map((predictions, i) => [
    saved[i].name,
    distance(predictions as number[], saved[i].predictions),
  ]);
  expect(distances).toHaveLength(Object.keys(models()).length);
  expect(distances.filter(([, value]) => !((value as number) < TOLERANCE))).toEqual([]);
  const classes = new Set(saved.flatMap(({ model }) => model.layers.map((layer) => layer.getClassName())));
  expect(Object.keys(LAYERS).filter((name) => !classes.has(name))).toEqual([]);
});

test('rows of padding alone, and masks in the middle, are predicted the same', async () => {
  const masked = words({ maskZero: true });
  const model = sequential(
    masked,
    tf.layers.bidirectional({ layer: lstm({ units: 3, returnSequences: true }) as tf.RNN, mergeMode: 'sum' }),
    gru({ units: 3, recurrentActivation: 'sigmoid' }),
    dense({ units: 1, activation: 'sigmoid' }),
  );
  const data = [
    [0, 0, 0, 0, 0],
    [0, 0, 0, 1, 2],
    [3, 0, 4, 0, 5],
    [6, 7, 0, 0, 0],
  ].flat();
  const saved = await save(runsDir, 'rows', { model, words: 9 });
  const x = { data, shape: [4, 5] };
  writeFileSync(join(saved.folder, 'model.onnx'), onnxModel(model));
  const [predictions] = output(process.execPath, 'predict-onnx.cjs', [{ folder: saved.folder, x }]);
  expect(distance(predictions as number[], await predicted(model, x))).toBeLessThan(TOLERANCE);
});

async function predicted(model: tf.LayersModel, x: { data: number[]; shape: number[] }) {
  const engine = await createEngine('cpu', model, { loss: 'binaryCrossentropy' });
  try {
    const { data } = await engine.predict({ data: Int32Array.from(x.data), shape: x.shape });
    return Float32Array.from(data);
  } finally {
    await engine.close();
  }
}

test.each<[string, () => tf.layers.Layer[]]>([
  [
    'the type of layer "window" (Conv1D)',
    () => [conv1d({ filters: 2, kernelSize: 1, name: 'window', inputShape: [4, 3] })],
  ],
  [
    'stateful true of layer "memory" (LSTM)',
    () => [lstm({ units: 2, stateful: true, name: 'memory', batchInputShape: [2, 4, 3] })],
  ],
  [
    'the activation "softmax" of layer "memory" (LSTM)',
    () => [lstm({ units: 2, activation: 'softmax', name: 'memory', inputShape: [4, 3] })],
  ],
  [
    'the mask of rows without time steps of layer "known" (Masking)',
    () => [tf.layers.masking({ inputShape: [2], name: 'known' }), dense({ units: 1 })],
  ],
  [
    'the mask of the input of layer "flat" (Flatten)',
    () => [words({ maskZero: true }), tf.layers.flatten({ name: 'flat' })],
  ],
])('refuses %s', (what, layers) => {
  expect(() => onnxModel(sequential(...layers()))).toThrow(`ONNX has no exact equivalent of ${what}`);
});

test('refuses an initial state', () => {
  const x = tf.input({ shape: [4, 2] });
  const state = gru({ units: 3 }).apply(x) as tf.SymbolicTensor;
  const decoded = gru({ units: 3, name: 'decoder' }).apply(x, { initialState: [state] });
  const model = tf.model({ inputs: x, outputs: decoded as tf.SymbolicTensor });
  expect(() => onnxModel(model)).toThrow('a second input, such as initialState, of layer "decoder" (GRU)');
});

test('refuses an axis of any length', () => {
  const model = sequential(inputLayer({ inputShape: [null as unknown as number, 3] }), globalMaxPooling1d());
  expect(() => onnxModel(model)).toThrow(
    "which is not exported to ONNX; give the model's input a fixed shape",
  );
});
