import { RandomState } from '@rnn-lab/random';
import * as tf from '@tensorflow/tfjs';
import { deathsLstm } from './deaths-lstm';
import { deathsRnn } from './deaths-rnn';
import { sineRnn } from './sine-rnn';

beforeAll(() => tf.enableProdMode());
afterEach(() => tf.disposeVariables());

const MODELS = {
  sine: (random: RandomState) => sineRnn({ windowLength: 4, units: 32, denseUnits: 8, random }),
  rnn: (random: RandomState) => deathsRnn({ windowLength: 7, units: 100, random }),
  lstm: (random: RandomState) => deathsLstm({ windowLength: 7, units: 100, random }),
};

const weights = (model: tf.Sequential) => model.getWeights().map((weight) => [...weight.dataSync()]);

test.each([
  ['sine', [null, 1, 4], [1_184, 264, 9]],
  ['rnn', [null, 7, 1], [10_200, 101]],
  ['lstm', [null, 7, 1], [40_800, 101]],
] as const)('%s has the shapes and parameter counts of the Keras model', (name, inputShape, parameters) => {
  const model = MODELS[name](new RandomState(0));
  expect(model.inputs[0].shape).toEqual(inputShape);
  expect(model.outputs[0].shape).toEqual([null, 1]);
  expect(model.layers.map((layer) => layer.countParams())).toEqual(parameters);
});

test.each(['sine', 'rnn', 'lstm'] as const)('%s has the same weights for the same seed only', (name) => {
  const first = weights(MODELS[name](new RandomState(0)));
  expect(weights(MODELS[name](new RandomState(0)))).toEqual(first);
  expect(weights(MODELS[name](new RandomState(1)))).not.toEqual(first);
});

test('the LSTM has sigmoid gates and an initial forget bias of 1', () => {
  const lstm = MODELS.lstm(new RandomState(0)).getLayer('lstm');
  expect(lstm.getConfig()).toMatchObject({ recurrentActivation: 'sigmoid', activation: 'tanh' });
  const bias = [...lstm.getWeights()[2].dataSync()];
  expect(bias).toEqual(Array.from({ length: 400 }, (_, i) => (i >= 100 && i < 200 ? 1 : 0)));
});
