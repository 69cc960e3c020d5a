import { RandomState } from '@rnn-lab/random';
import { ADDING_LAYERS, addingNetwork } from './adding-network';

const network = (recurrent: (typeof ADDING_LAYERS)[number]) =>
  addingNetwork({ recurrent, lstmUnits: 24, lag: 50, steps: 60, random: new RandomState(0) });

test.each(ADDING_LAYERS)('%s answers a sequence of values and marks with one number', (recurrent) => {
  const model = network(recurrent);
  expect(model.name).toBe(`${recurrent}_50`);
  expect(model.inputs[0].shape).toEqual([null, 60, 2]);
  expect(model.outputShape).toEqual([null, 1]);
});

test('all have the same number of weights within one percent', () => {
  const lstm = network('lstm');
  expect(lstm.countParams()).toBe(4 * 24 * (2 + 24 + 1) + 25);
  for (const recurrent of ADDING_LAYERS) {
    const surplus = network(recurrent).countParams() / lstm.countParams() - 1;
    expect(Math.abs(surplus)).toBeLessThan(0.01);
  }
});
