import { Confusions } from './confusion';

const text = { index: 0, text: '', tokens: [] };

it('counts texts by true, then by predicted class', () => {
  const confusions = new Confusions({ classes: ['a', 'b', 'c'], outputs: {} });
  confusions.add({ ...text, label: 0, probabilities: [0.5, 0.3, 0.2] });
  confusions.add({ ...text, label: 0, probabilities: [0.4, 0.4, 0.2] });
  confusions.add({ ...text, label: 2, probabilities: [0.2, 0.5, 0.3] });
  confusions.add({ ...text, label: 2, probabilities: [NaN, 0.5, 0.3] });
  const confusion = [
    [2, 0, 0],
    [0, 0, 0],
    [0, 1, 0],
  ];
  expect(confusions.all()).toEqual([{ output: undefined, classes: ['a', 'b', 'c'], confusion }]);
});

it('takes label 1 of two classes from 0.5 on, output by output', () => {
  const confusions = new Confusions({ classes: [], outputs: { mood: { classes: [] } } });
  for (const probability of [0.5, 0.49, NaN]) {
    confusions.add({ ...text, outputs: { mood: { label: 1, probability } } });
  }
  const confusion = [
    [0, 0],
    [1, 1],
  ];
  expect(confusions.all()).toEqual([{ output: 'mood', classes: ['0', '1'], confusion }]);
});
