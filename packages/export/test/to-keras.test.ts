import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withTool } from '@rnn-lab/testing';
import * as tf from '@tensorflow/tfjs';
import { models } from './models';
import type { Saved } from './saved';
import { distance, output, save, saveRun } from './saved';

const TOLERANCE = 1e-5;
const PYTHON = process.env.PYTHON || 'python3';
const SCRIPT = join(__dirname, '../python/to_keras.py');
const runsDir = mkdtempSync(join(tmpdir(), 'rnn-lab-keras-'));
afterAll(() => rmSync(runsDir, { recursive: true, force: true }));

let saved: Saved[];
beforeAll(async () => {
  saved = [];
  for (const [name, model] of Object.entries(models())) saved.push(await save(runsDir, name, model));
});

test('unmodified TensorFlow.js predicts the same with every model of stock layers', () => {
  const stock = saved.filter(({ ownLayers }) => !ownLayers);
  const distances = output(process.execPath, 'predict.cjs', stock).map((predictions, i) => [
    stock[i].name,
    distance(predictions as number[], stock[i].predictions),
  ]);
  expect(distances.filter(([, value]) => !((value as number) < TOLERANCE))).toEqual([]);
});

const { test: testKeras } = withTool('keras', spawnSync(PYTHON, ['-c', 'import keras']).status === 0);

testKeras('Keras predicts the same with every model, and after saving it', () => {
  const results = output(PYTHON, 'predict.py', saved) as Record<
    'converted' | 'keras' | 'weights',
    number[]
  >[];
  const distances = results.flatMap((result, i) =>
    Object.entries(result).map(([way, predictions]) => [
      saved[i].name,
      way,
      distance(predictions, saved[i].predictions),
    ]),
  );
  expect(distances).toHaveLength(3 * saved.length);
  expect(distances.filter(([, , value]) => !((value as number) < TOLERANCE))).toEqual([]);
});

testKeras('what Keras has not is refused by name', async () => {
  const { conv1d, dense, lstm } = tf.layers;
  const inputShape = [4, 3];
  const refused = async (layer: tf.layers.Layer) => ({
    folder: await saveRun(runsDir, tf.sequential({ layers: [layer] })),
    x: { data: [], shape: [0, ...inputShape] },
  });
  const cut = await refused(dense({ units: 2, inputShape }));
  writeFileSync(join(cut.folder, 'weights.bin'), readFileSync(join(cut.folder, 'weights.bin')).subarray(4));
  const messages = output(PYTHON, 'predict.py', [
    await refused(conv1d({ filters: 2, kernelSize: 1, name: 'window', inputShape })),
    await refused(lstm({ units: 2, stateful: true, name: 'memory', batchInputShape: [2, 4, 3] })),
    await refused(dense({ units: 2, activation: 'gelu_new' as 'relu', name: 'hidden', inputShape })),
    cut,
  ]);
  expect(messages).toEqual([
    expect.stringContaining('There is no Keras equivalent of layer "window" (Conv1D); '),
    'stateful true of layer "memory" (LSTM) has no equivalent in Keras.',
    expect.stringContaining('The activation "gelu_new" of layer "hidden" (Dense) has no Keras equivalent; '),
    expect.stringMatching(/^The weight ".*\/bias" is missing in weights\.bin\.$/),
  ]);
});

testKeras('the program writes the weights, and refuses what it can not write', () => {
  const [{ folder }] = saved;
  const convert = (target: string) =>
    spawnSync(PYTHON, [SCRIPT, folder, join(runsDir, target)], { encoding: 'utf8' });
  expect(convert('model.h5')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('model.h5 must end in .keras or .weights.h5.'),
  });
  expect(convert('model.weights.h5')).toMatchObject({ status: 0 });
  expect(existsSync(join(runsDir, 'model.weights.h5'))).toBe(true);
});
