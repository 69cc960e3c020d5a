import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDeaths, sineSeries } from '@rnn-lab/data';
import { createEngine } from '@rnn-lab/engine';
import { reshape } from '@rnn-lab/errors';
import { clip, repeatLast, Standardization, windows } from '@rnn-lab/forecasting';
import type { Windows } from '@rnn-lab/forecasting';
import { deathsLstm, deathsRnn, sineRnn } from '@rnn-lab/models';
import { RandomState } from '@rnn-lab/random';
import * as tf from '@tensorflow/tfjs';

/** Written by python/keras_curves.py: Keras's initial weights, and its loss per epoch. */
const FOLDER = join(__dirname, 'keras-curves');

interface Curves {
  dataSeed: number;
  orderSeed: number;
  curves: Record<'sine' | 'deaths-rnn' | 'deaths-lstm', { batchSize: number; losses: number[] }>;
}

const { dataSeed, orderSeed, curves } = JSON.parse(
  readFileSync(join(FOLDER, 'curves.json'), 'utf8'),
) as Curves;

beforeAll(() => tf.enableProdMode());

function sineWindows(): Windows {
  const train = sineSeries(1000, new RandomState(dataSeed)).subarray(0, 800);
  const { x, y } = windows(repeatLast(train, 4), 4);
  return { x: reshape(x, [800, 1, 4]), y };
}

async function deathsWindows(): Promise<Windows> {
  const [deaths] = (await loadDeaths()).columns;
  const clipped = clip(deaths.values, 2000);
  const { x, y } = windows(Standardization.fit(clipped).apply(clipped), 7);
  return { x: reshape(x, [65, 7, 1]), y };
}

const random = new RandomState(0);
const CASES = {
  sine: {
    model: () => sineRnn({ windowLength: 4, units: 32, denseUnits: 8, random }),
    data: async () => sineWindows(),
  },
  'deaths-rnn': { model: () => deathsRnn({ windowLength: 7, units: 100, random }), data: deathsWindows },
  'deaths-lstm': { model: () => deathsLstm({ windowLength: 7, units: 100, random }), data: deathsWindows },
};

function kerasWeights(model: tf.LayersModel, name: string): tf.Tensor[] {
  const bytes = readFileSync(join(FOLDER, `${name}.f32`));
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  let used = 0;
  const weights = model
    .getWeights()
    .map(({ shape, size }) => tf.tensor(values.slice(used, (used += size)), shape));
  expect(used).toBe(values.length);
  return weights;
}

test.each(['sine', 'deaths-rnn', 'deaths-lstm'] as const)(
  "%s follows Keras's loss curve within 1%% from the same weights, order and data",
  async (name) => {
    const { batchSize, losses } = curves[name];
    const model = CASES[name].model();
    model.setWeights(kerasWeights(model, name));
    const { x, y } = await CASES[name].data();
    const engine = await createEngine('cpu', model, { loss: 'meanSquaredError' });
    try {
      const epochs = losses.length;
      const history = await engine.fit(x, y, { epochs, batchSize, random: new RandomState(orderSeed) });
      const differences = history.map(({ train }, epoch) => Math.abs(train.loss / losses[epoch] - 1));
      expect(differences).toHaveLength(50);
      expect(Math.max(...differences)).toBeLessThan(0.01);
    } finally {
      await engine.close();
    }
  },
);
