import { RandomState } from '@rnn-lab/random';
import * as tf from '@tensorflow/tfjs';
import { floats, randomized, using } from '../../test/helpers';
import { createEngine } from '../create-engine';
import type { NdArray } from '../types';
import { inputGradientNorms } from './input-gradient-norms';

const { layers: L } = tf;
const [ROWS, STEPS, FEATURES] = [3, 6, 2];
/** Half the distance of a central difference, large enough for float32. */
const H = 0.02;

beforeAll(() => tf.enableProdMode());

const recurrent = {
  rnn: () => L.simpleRNN({ units: 5, inputShape: [STEPS, FEATURES] }),
  gru: () => L.gru({ units: 4, inputShape: [STEPS, FEATURES], recurrentActivation: 'sigmoid' }),
  lstm: () => L.lstm({ units: 4, inputShape: [STEPS, FEATURES], recurrentActivation: 'sigmoid' }),
};

test.each(Object.entries(recurrent))('agrees with differences of the losses of %s', async (_, layer) => {
  const model = randomized(tf.sequential({ layers: [layer(), L.dense({ units: 1 })] }));
  const random = new RandomState(2);
  const x = floats(random, ROWS, STEPS, FEATURES);
  const y = floats(random, ROWS, 1);
  const expected = await norms(model, x, y);
  const computed = inputGradientNorms(model, 'meanSquaredError', x, y);
  expect(computed).toHaveLength(STEPS);
  computed.forEach((norm, step) => expect(norm / expected[step]).toBeCloseTo(1, 2));
  // They must differ by step, or their order would not be tested.
  expect(Math.max(...expected)).toBeGreaterThan(1.5 * Math.min(...expected));
});

/** The same by central differences of the squared errors of the engine `cpu`. */
function norms(model: tf.LayersModel, x: NdArray, y: NdArray): Promise<number[]> {
  const size = STEPS * FEATURES;
  return using(createEngine('cpu', model, { loss: 'meanSquaredError' }), async (engine) => {
    const lossesAt = async (element: number, change: number) => {
      const data = Float32Array.from(x.data, (value, i) => (i % size === element ? value + change : value));
      const { data: outputs } = await engine.predict({ data, shape: x.shape });
      return outputs.map((output, row) => (output - y.data[row]) ** 2);
    };
    const slopes: Float32Array[] = [];
    for (let element = 0; element < size; element++) {
      const [above, below] = [await lossesAt(element, H), await lossesAt(element, -H)];
      slopes.push(Float32Array.from(above, (loss, row) => (loss - below[row]) / (2 * H)));
    }
    return Array.from({ length: STEPS }, (_, step) => {
      const ofStep = slopes.slice(step * FEATURES, (step + 1) * FEATURES);
      const byRow = Array.from({ length: ROWS }, (_, row) => Math.hypot(...ofStep.map((each) => each[row])));
      return byRow.reduce((a, b) => a + b) / ROWS;
    });
  });
}
